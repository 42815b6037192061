import { Generator } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import type { Kernels } from './instance.ts';
import { builds } from './testing/builds.ts';
import { float32At, outputOf, scoped } from './testing/resident.ts';

/** The state of a generator, taken into the kernels' memory as it lies in its buffer. */
function stateAt({ arena }: Kernels, generator: Generator): number {
  const words = new Int32Array(generator.buffer, 0, 626);
  const offset = arena.allocate(4 * words.length);
  arena.int32(offset, words.length).set(words);
  return offset;
}

function wordsOf(generator: Generator, count: number): number[] {
  return Array.from({ length: count }, () => generator.random());
}

describe.each(builds)('random streams, $build', (kernels) => {
  const { arena, functions } = kernels;

  it("draws the generator's words across every twist and from every position", () => {
    scoped(kernels, () => {
      const generator = new Generator().manualSeed(777);
      const state = stateAt(kernels, generator);
      for (const count of [1, 2, 3, 5, 600, 13, 1, 624, 623, 625, 1300, 0, 7]) {
        const target = float32At(kernels, new Float32Array(count + 1));
        functions.randomWords(state, target, count);
        const actual = arena.int32(target, count + 1);
        expect([...actual].map((word) => word >>> 0)).toEqual([...wordsOf(generator, count), 0]);
      }
      expect([...arena.int32(state, 626)]).toEqual([...new Int32Array(generator.buffer, 0, 626)]);
    });
  });

  it('draws what PyTorch draws', () => {
    scoped(kernels, () => {
      // torch.manual_seed(777); torch.rand(5)
      const samples = [
        0.08191531896591187, 0.49113744497299194, 0.40329331159591675, 0.3859199285507202,
        0.8813223242759705,
      ];
      const state = stateAt(kernels, new Generator().manualSeed(777));
      const uniform = outputOf(kernels, 5, (to) => functions.uniform(state, to, 5, 0, 1));
      expect([...uniform]).toEqual(samples);

      // torch.manual_seed(777); torch.empty(12).bernoulli_(0.7)
      const draws = [1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1];
      const again = stateAt(kernels, new Generator().manualSeed(777));
      const bernoulli = outputOf(kernels, 12, (to) => functions.bernoulli(again, to, 12, 0.7, 1));
      expect([...bernoulli]).toEqual(draws);
    });
  });

  it.each([
    [0, 1],
    [-1, 1],
    [-0.25, 0.75],
    [3, 3],
  ])('stretches uniform samples to [%f, %f)', (from, to) => {
    scoped(kernels, () => {
      const generator = new Generator().manualSeed(5);
      const state = stateAt(kernels, generator);
      const [start, range] = [Math.fround(from), Math.fround(to - from)];
      const exact = wordsOf(generator, 1003).map((word) =>
        Math.fround(start + (word & 0xffffff) * 2 ** -24 * range),
      );
      const actual = outputOf(kernels, 1003, (at) => functions.uniform(state, at, 1003, from, to));
      expect([...actual]).toEqual(exact);
    });
  });

  it.each([0, 0.3, 0.5, 0.8, 1])('keeps values with probability %f by 53 bits each', (p) => {
    scoped(kernels, () => {
      const generator = new Generator().manualSeed(9);
      const state = stateAt(kernels, generator);
      // An odd start, so that pairs of words lie across twists.
      functions.randomWords(state, arena.allocate(16), 1);
      generator.random();
      const exact = Array.from({ length: 1003 }, () => {
        const bits = generator.random64() & 0x1fffffffffffffn;
        return Number(bits) * 2 ** -53 < p ? 1.25 : 0;
      });
      const actual = outputOf(kernels, 1003, (to) => functions.bernoulli(state, to, 1003, p, 1.25));
      expect([...actual]).toEqual(exact);
    });
  });
});
