import { apply, type DType, type Tensor, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws } from '../testing/operands.ts';

const cases: readonly [number[], number][] = [
  [[], 0],
  [[1], 0],
  [[5], 0],
  [[16], 0],
  [[17, 3], 0],
  [[4, 33], 1],
  [[3, 40, 5], 1],
  [[2, 100, 3], 1],
  [[2, 1025], 1],
];

// Renderers in software take seconds to compile a kernel.
const patience = 300_000;

for (const { type, open, describe } of devices) {
  describe(`scans on ${type}`, () => {
    it.each(cases)(
      'cumsum and cumprod of shape %j along dim %i',
      async (shape, dim) => {
        await open();
        const draws = new Draws(2);
        const floats = draws.twin(shape, 'float32', type, () => 0.5 + draws.uniform());
        const exact = floats.cpu.to('float64');
        expect(await floats.gpu.cumsum(dim).data()).toBeAllclose(exact.cumsum(dim).flatten());
        expect(await floats.gpu.cumprod(dim).data()).toBeAllclose(exact.cumprod(dim).flatten(), {
          rtol: 2e-5,
        });
        const scans = [
          ['cumsum', 'int32'],
          ['cumsum', 'uint8'],
          ['cumprod', 'int32'],
          ['cumprod', 'bool'],
        ] satisfies ['cumsum' | 'cumprod', DType][];
        for (const [primitive, dtype] of scans) {
          const most = dtype === 'bool' ? 2 : 90;
          const { cpu, gpu } = draws.twin(shape, dtype, type, () => draws.below(most));
          const result = apply(primitive, [gpu], { dim });
          expect(result.dtype).toBe(dtype);
          expect(await result.data()).toEqual(await apply(primitive, [cpu], { dim }).data());
        }
      },
      patience,
    );

    it(
      'cumsum of a long row stays close to float64',
      async () => {
        await open();
        const draws = new Draws(3);
        const cpu = tensor(Array.from({ length: 200_000 }, () => draws.uniform()));
        const sums = await cpu.to(type).cumsum(0).data();
        expect(sums).toBeAllclose(cpu.to('float64').cumsum(0), { rtol: 1e-6 });
      },
      patience,
    );

    it(
      'cumsum carries NaN and infinity on',
      async () => {
        await open();
        const values = Array.from({ length: 100 }, (_, i) =>
          i === 40 ? Number.POSITIVE_INFINITY : 1,
        );
        values[70] = Number.NEGATIVE_INFINITY;
        const cpu = tensor(values);
        const options = { equalNan: true };
        expect(await cpu.to(type).cumsum(0).data()).toBeAllclose(cpu.cumsum(0), options);
      },
      patience,
    );
  });

  describe(`argsort on ${type}`, () => {
    const places = (x: Tensor, dim: number, descending: boolean): Promise<unknown> =>
      apply('argsort', [x], { dim, descending }).data();

    it.each(cases)(
      'of shape %j along dim %i is the stable order of the CPU',
      async (shape, dim) => {
        await open();
        const draws = new Draws(4);
        const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0];
        const float = (): number =>
          draws.below(4) === 0 ? (special[draws.below(5)] as number) : draws.below(9) - 4;
        const integer = (): number => draws.below(2 ** 31) - 2 ** 30;
        for (const [dtype, value] of [
          ['float32', float],
          ['int32', integer],
          ['uint8', () => draws.below(9)],
          ['bool', () => draws.below(2)],
        ] satisfies [DType, () => number][]) {
          const { cpu, gpu } = draws.twin(shape, dtype, type, value);
          for (const descending of [false, true]) {
            expect(await places(gpu, dim, descending)).toEqual(await places(cpu, dim, descending));
          }
        }
      },
    );

    it(
      'of a long row',
      async () => {
        await open();
        const draws = new Draws(5);
        const cpu = tensor(Array.from({ length: 10_000 }, () => draws.below(3000)));
        expect(await places(cpu.to(type), 0, false)).toEqual(await places(cpu, 0, false));
      },
      patience,
    );
  });
}
