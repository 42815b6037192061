import { apply, cat, type DType, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws, type Twin } from '../testing/operands.ts';

const dtypes: readonly DType[] = ['float32', 'int32', 'uint8', 'bool'];

// Renderers in software take seconds to compile a kernel.
const patience = 300_000;

for (const { type, open, describe } of devices) {
  describe(`movement on ${type}`, () => {
    it(
      'cat puts views of any layout together, as the CPU does',
      async () => {
        await open();
        const draws = new Draws(6);
        for (let round = 0; round < 24; round++) {
          const dtype = dtypes[round % 4] as DType;
          const shape = [1 + draws.below(4), 1 + draws.below(4), 1 + draws.below(4)];
          const dim = draws.below(3);
          const twins: Twin[] = Array.from({ length: 1 + draws.below(4) }, () => {
            const own = shape.map((size, each) => (each === dim ? draws.below(5) : size));
            return draws.twin(own, dtype, type, () => draws.below(100) - 50);
          });
          const joined = cat(
            twins.map(({ gpu }) => gpu),
            dim,
          );
          const expected = cat(
            twins.map(({ cpu }) => cpu),
            dim,
          );
          expect(joined.shape).toEqual(expected.shape);
          expect(await joined.data()).toEqual(await expected.data());
        }
      },
      patience,
    );

    it(
      'cat takes more tensors than one kernel can read',
      async () => {
        await open();
        const parts = Array.from({ length: 75 }, (_, i) => tensor([[i], [-i]]));
        const joined = cat(
          parts.map((part) => part.to(type)),
          1,
        );
        expect(await joined.data()).toEqual(await cat(parts, 1).data());
      },
      patience,
    );

    it(
      'flip turns any dimensions around',
      async () => {
        await open();
        const draws = new Draws(7);
        for (let round = 0; round < 24; round++) {
          const shape = draws.shape();
          const dims = [...shape.keys()].filter(() => draws.below(2) === 0);
          const dtype = dtypes[round % 4] as DType;
          const { cpu, gpu } = draws.twin(shape, dtype, type, () => draws.below(100) - 50);
          expect(await gpu.flip(dims).data()).toEqual(await cpu.flip(dims).data());
        }
      },
      patience,
    );

    it(
      'pad lays a tensor into zeros, with steps',
      async () => {
        await open();
        const draws = new Draws(8);
        for (let round = 0; round < 32; round++) {
          const shape = draws.shape();
          const dtype = dtypes[round % 4] as DType;
          const starts = shape.map(() => draws.below(3));
          const steps = shape.map(() => 1 + draws.below(3));
          const whole = shape.map(
            (size, dim) =>
              (starts[dim] as number) + (size - 1) * (steps[dim] as number) + 1 + draws.below(3),
          );
          const { cpu, gpu } = draws.twin(shape, dtype, type, () => draws.below(100) - 50);
          const params = { starts, steps, shape: whole };
          expect(await apply('pad', [gpu], params).data()).toEqual(
            await apply('pad', [cpu], params).data(),
          );
        }
      },
      patience,
    );

    it(
      'pad makes zeros of a tensor without elements',
      async () => {
        await open();
        const empty = tensor([]).to(type);
        const padded = apply('pad', [empty], { starts: [1], steps: [1], shape: [3] });
        expect(await padded.data()).toEqual(new Float32Array(3));
      },
      patience,
    );
  });
}
