import { ShapeError } from '@chainrule/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builds } from './testing/builds.ts';
import { mapArray } from './vector-math.ts';

const references = {
  exp: Math.exp,
  log: Math.log,
  sigmoid: (x: number): number => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  sqrt: Math.sqrt,
  reciprocal: (x: number): number => 1 / x,
  neg: (x: number): number => -x,
  abs: Math.abs,
} as const;

const names = Object.keys(references) as (keyof typeof references)[];

/** 128 mantissas of every sign and exponent, so denormals, infinities and NaN too. */
function everyExponent(): Float32Array {
  const bits = new Uint32Array(128 * 512);
  for (let i = 0; i < bits.length; i++) {
    bits[i] = ((i >>> 7) << 23) | ((i & 127) === 0 ? 0 : Math.imul(i, 2_654_435_761) >>> 9);
  }
  return new Float32Array(bits.buffer);
}

/** Distance in units in the last place, over zero as well. */
function ulps(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity;
  const [x, y] = new Int32Array(Float32Array.of(a, b).buffer);
  const order = (bits: number): number => (bits < 0 ? -(bits & 0x7fffffff) : bits);
  return Math.abs(order(x!) - order(y!));
}

describe.each(builds)('vector math, $build', (kernels) => {
  it.each(names)('rounds %s correctly over all exponents', (name) => {
    const input = everyExponent();
    const output = mapArray(name, input, undefined, kernels);
    let different = 0;
    let worst = 0;
    input.forEach((x, i) => {
      const distance = ulps(output[i]!, Math.fround(references[name](x)));
      if (distance > 0) different++;
      worst = Math.max(worst, distance);
    });
    expect(worst).toBeLessThanOrEqual(1);
    expect(different).toBeLessThanOrEqual(1);
  });

  it.each(names)('gives %s of the special values', (name) => {
    const input = Float32Array.of(0, -0, 1, -1, Infinity, -Infinity, NaN, 89, -104, 1e-45, -1e-45);
    const expected = input.map(references[name]);
    const output = mapArray(name, input, undefined, kernels);
    expect([...output]).toEqual([...expected]);
  });

  it('gives an element the same bits wherever it lies', () => {
    const values = fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 13 });
    fc.assert(
      fc.property(values, fc.constantFrom(...names), (list, name) => {
        const input = Float32Array.from(list);
        const each = list.map((x) => mapArray(name, Float32Array.of(x), undefined, kernels)[0]);
        expect([...mapArray(name, input, undefined, kernels)]).toEqual(each);
      }),
    );
  });

  it('works in place and leaves what follows alone', () => {
    const { arena, functions } = kernels;
    const mark = arena.mark();
    const offset = arena.allocate(64) + 4;
    arena.float32(offset, 9).fill(0);
    functions.exp(offset, offset, 7);
    expect([...arena.float32(offset, 9)]).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 0]);
    arena.release(mark);
  });
});

it('says when input and output differ in length', () => {
  expect(() => mapArray('exp', new Float32Array(2), new Float32Array(3))).toThrow(
    new ShapeError('exp: the input has 2 elements, the output 3'),
  );
});
