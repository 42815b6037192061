import {
  type DType,
  full,
  Generator,
  rand,
  randint,
  randn,
  tensor,
  zeros,
} from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';

const seeded = (seed: number): Generator => {
  const generator = new Generator();
  generator.manualSeed(seed);
  return generator;
};

// Renderers in software take seconds to compile a kernel.
const patience = 300_000;

for (const { type, open, describe } of devices) {
  describe(`creation on ${type}`, () => {
    it(
      'full writes any value of any dtype',
      async () => {
        await open();
        for (const [dtype, value] of [
          ['float32', -1.25],
          ['float32', Number.NaN],
          ['float32', Number.NEGATIVE_INFINITY],
          ['int32', 2 ** 31 - 1],
          ['int32', -(2 ** 31)],
          ['uint8', 255],
          ['bool', 1],
        ] satisfies [DType, number][]) {
          const made = full([3, 2], value, { dtype, device: type });
          expect(await made.data()).toEqual(await full([3, 2], value, { dtype }).data());
        }
      },
      patience,
    );

    it(
      'random draws the stream of the CPU',
      async () => {
        await open();
        const here = { generator: seeded(777) };
        const there = { generator: seeded(777), device: type };
        expect(await rand([5, 7], there).data()).toEqual(await rand([5, 7], here).data());
        expect(await randn([40], there).data()).toEqual(await randn([40], here).data());
        const [drawn, expected] = [there, here].map((options) => randint(-9, 9, [20], options));
        expect(drawn?.dtype).toBe(expected?.dtype);
        expect(await drawn?.data()).toEqual(await expected?.data());
      },
      patience,
    );

    it(
      'random fills a part of a tensor in place',
      async () => {
        await open();
        const [cpu, gpu] = ['cpu' as const, type].map((device) => {
          const x = zeros([4, 6], { device });
          x.narrow(1, 1, 3).uniform_(2, 3, { generator: seeded(5) });
          return x;
        });
        expect(await gpu?.data()).toEqual(await cpu?.data());
        expect(await tensor([0]).to(type).data()).toEqual(Float32Array.of(0));
      },
      patience,
    );
  });
}
