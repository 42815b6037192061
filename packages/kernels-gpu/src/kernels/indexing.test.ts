import { apply, type DType, type Tensor, tensor, zeros } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws, type Twin } from '../testing/operands.ts';

const dtypes: readonly DType[] = ['float32', 'int32', 'uint8'];

const side = (twins: readonly Twin[], device: 'cpu' | 'gpu'): Tensor[] =>
  twins.map((twin) => twin[device]);

// Renderers in software take seconds to compile a kernel.
const patience = 300_000;

for (const { type, open, describe } of devices) {
  describe(`indexing on ${type}`, () => {
    const same = async (
      primitive: 'gather' | 'indexSelect' | 'indexAdd' | 'scatter' | 'scatterAdd',
      twins: readonly Twin[],
      dim: number,
    ): Promise<void> => {
      const result = apply(primitive, side(twins, 'gpu') as never, { dim });
      const expected = apply(primitive, side(twins, 'cpu') as never, { dim });
      expect(result.shape).toEqual(expected.shape);
      // The order of the additions is that of the CPU, so float sums are the same too.
      expect(await result.data()).toEqual(await expected.data());
    };

    it(
      'gather, scatter and scatterAdd, with doubles among the indices',
      async () => {
        await open();
        const draws = new Draws(9);
        for (let round = 0; round < 40; round++) {
          const dtype = dtypes[round % 3] as DType;
          const shape = draws.shape(4, 6);
          const dim = draws.below(Math.max(1, shape.length));
          const length = shape[dim] ?? 1;
          // Long lanes are sorted, short ones compared.
          const lane = round % 4 === 0 ? 65 + draws.below(50) : 1 + draws.below(8);
          const narrow = shape.map((size, each) => (each === dim ? lane : 1 + draws.below(size)));
          const value = (): number => Math.fround(draws.uniform() * 200 - 100);
          const x = draws.twin(shape, dtype, type, value);
          const index = draws.twin(narrow, 'int32', type, () => draws.below(length));
          const wide = narrow.map((size) => size + draws.below(2));
          const source = draws.twin(wide, dtype, type, value);
          await same('gather', [x, index], dim);
          await same('scatter', [x, index, source], dim);
          await same('scatterAdd', [x, index, source], dim);
        }
      },
      patience,
    );

    it(
      'indexSelect and indexAdd',
      async () => {
        await open();
        const draws = new Draws(10);
        for (let round = 0; round < 30; round++) {
          const dtype = dtypes[round % 3] as DType;
          const shape = [...draws.shape(3, 5), 1 + draws.below(6)];
          const dim = draws.below(shape.length);
          const count = round % 4 === 0 ? 70 + draws.below(60) : draws.below(7);
          const value = (): number => Math.fround(draws.uniform() * 200 - 100);
          const x = draws.twin(shape, dtype, type, value);
          const index = draws.twin([count], 'int32', type, () => draws.below(shape[dim] as number));
          const source = draws.twin(
            shape.map((size, each) => (each === dim ? count : size)),
            dtype,
            type,
            value,
          );
          await same('indexSelect', [x, index], dim);
          await same('indexAdd', [x, index, source], dim);
        }
      },
      patience,
    );

    it(
      'takes a single element as a vector of one',
      async () => {
        await open();
        const twin = (value: number, dtype: DType): Twin => {
          const cpu = tensor(value, { dtype });
          return { cpu, gpu: cpu.to(type) };
        };
        const [x, index, source] = [twin(3, 'float32'), twin(0, 'int32'), twin(4, 'float32')];
        await same('gather', [x, index], 0);
        await same('scatterAdd', [x, index, source], 0);
      },
      patience,
    );

    it(
      'scatterAdd finds every one of many thousand indices',
      async () => {
        await open();
        const index = zeros([70_000], { dtype: 'int32', device: type });
        const ones = tensor(1).to(type).expand([70_000]);
        const sums = apply('scatterAdd', [zeros([3], { device: type }), index, ones], { dim: 0 });
        expect(await sums.data()).toEqual(Float32Array.of(70_000, 0, 0));
      },
      patience,
    );
  });
}
