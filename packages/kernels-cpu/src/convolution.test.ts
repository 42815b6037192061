import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoldArguments } from './functions/index.ts';
import { builds } from './testing/builds.ts';
import { randomValues } from './testing/random.ts';
import { float32At, scoped } from './testing/resident.ts';

interface Layout {
  readonly channels: number;
  readonly size: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}

const pair = (min: number, max: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));

const layouts: fc.Arbitrary<Layout> = fc
  .record({
    channels: fc.integer({ min: 1, max: 3 }),
    size: pair(1, 9),
    kernel: pair(1, 4),
    stride: pair(1, 3),
    padding: pair(0, 4),
    dilation: pair(1, 3),
  })
  .filter((layout) => Math.min(...outputSize(layout)) > 0);

function outputSize({ size, kernel, stride, padding, dilation }: Layout): [number, number] {
  return [0, 1].map((i) => {
    const room = size[i]! + 2 * padding[i]! - dilation[i]! * (kernel[i]! - 1) - 1;
    return Math.floor(room / stride[i]!) + 1;
  }) as [number, number];
}

/** The place in the image that a place of the matrix stands for; undefined in the padding. */
function* correspondences(layout: Layout): Generator<number | undefined> {
  const { channels, size, kernel, stride, padding, dilation } = layout;
  const [outHeight, outWidth] = outputSize(layout);
  const [height, width] = size;
  for (let channel = 0; channel < channels; channel++) {
    for (let place = 0; place < kernel[0] * kernel[1]; place++) {
      const [kernelY, kernelX] = [Math.floor(place / kernel[1]), place % kernel[1]];
      for (let out = 0; out < outHeight * outWidth; out++) {
        const y = Math.floor(out / outWidth) * stride[0] + kernelY * dilation[0] - padding[0];
        const x = (out % outWidth) * stride[1] + kernelX * dilation[1] - padding[1];
        const isInside = y >= 0 && y < height && x >= 0 && x < width;
        yield isInside ? (channel * height + y) * width + x : undefined;
      }
    }
  }
}

function argumentsOf(layout: Layout, image: number, matrix: number): FoldArguments {
  const { channels, size, kernel, stride, padding, dilation } = layout;
  const out = outputSize(layout);
  return [channels, ...size, ...kernel, ...stride, ...padding, ...dilation, ...out, image, matrix];
}

describe.each(builds)('images as matrices, $build', (kernels) => {
  const { arena, functions } = kernels;

  it('unfolds what each value of the kernel meets', () => {
    fc.assert(
      fc.property(layouts, (layout) =>
        scoped(kernels, () => {
          const data = randomValues(layout.channels * layout.size[0] * layout.size[1]);
          const places = [...correspondences(layout)];
          const image = float32At(kernels, data);
          const matrix = float32At(kernels, new Float32Array(places.length).fill(Number.NaN));
          functions.unfold(...argumentsOf(layout, image, matrix));
          const exact = places.map((place) => (place === undefined ? 0 : data[place]!));
          expect([...arena.float32(matrix, places.length)]).toEqual(exact);
        }),
      ),
    );
  });

  it('folds by adding to where each value came from', () => {
    fc.assert(
      fc.property(layouts, (layout) =>
        scoped(kernels, () => {
          const places = [...correspondences(layout)];
          const data = randomValues(places.length);
          const length = layout.channels * layout.size[0] * layout.size[1];
          const exact = new Float32Array(length).fill(1);
          places.forEach((place, i) => {
            if (place !== undefined) exact[place]! += data[i]!;
          });
          const image = float32At(kernels, new Float32Array(length).fill(1));
          functions.fold(...argumentsOf(layout, image, float32At(kernels, data)));
          expect([...arena.float32(image, length)]).toEqual([...exact]);
        }),
      ),
    );
  });
});
