import { apply, arange, type DType, ones, rand, type Tensor, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws } from '../testing/operands.ts';

const folds = ['all', 'amax', 'amin', 'any', 'prod', 'sum'] as const;
const dtypes: readonly DType[] = ['float32', 'int32', 'uint8', 'bool'];
const exact = { rtol: 0, atol: 0, equalNan: true };

for (const { type, open, describe } of devices) {
  describe(`reductions on ${type}`, () => {
    /** Some of the dims, in order; all of them or none as well. */
    const someDims = (draws: Draws, rank: number): number[] =>
      Array.from({ length: rank }, (_, dim) => dim).filter(() => draws.below(2) === 0);

    for (const fold of folds) {
      it(`${fold} over any dims of views`, async () => {
        await open();
        const draws = new Draws(fold.length * 7 + 1);
        // Sums of bools are taken of integers, which the ops see to.
        const folded = ['sum', 'prod'].includes(fold) ? dtypes.slice(0, 3) : dtypes;
        for (const dtype of folded) {
          for (let round = 0; round < 3; round++) {
            const shape = draws.shape();
            const value = () =>
              dtype === 'float32' ? draws.uniform() * 2 - 1 : draws.below(3) - 1;
            const { cpu, gpu } = draws.twin(shape, dtype, type, value);
            const params = { dims: someDims(draws, shape.length), keepdim: draws.below(2) === 0 };
            const expected = apply(fold, [cpu], params);
            const actual = apply(fold, [gpu], params);
            expect(actual.shape).toEqual(expected.shape);
            const tolerance = dtype === 'float32' ? { rtol: 2e-6, atol: 1e-6 } : exact;
            expect(await actual.data()).toBeAllclose(expected.dataSync(), tolerance);
          }
        }
      });
    }

    it('argmax and argmin find the first of equals, over any dim of views', async () => {
      await open();
      const draws = new Draws(3);
      for (let round = 0; round < 8; round++) {
        const shape = draws.shape();
        const dtype = dtypes[round % 3] as DType;
        const { cpu, gpu } = draws.twin(shape, dtype, type, () => draws.below(4));
        const dim = shape.length === 0 || draws.below(3) === 0 ? null : draws.below(shape.length);
        for (const primitive of ['argmax', 'argmin'] as const) {
          const expected = apply(primitive, [cpu], { dim, keepdim: false });
          const actual = apply(primitive, [gpu], { dim, keepdim: false });
          expect(await actual.data()).toEqual(expected.dataSync());
        }
      }
    });

    it('norms of every order', async () => {
      await open();
      const draws = new Draws(11);
      for (const p of [0, 1, 2, 3, 0.5, 1.7, Infinity, -Infinity]) {
        const { cpu, gpu } = draws.twin([3, 4, 5], 'float32', type, () => draws.uniform() * 4 - 2);
        for (const dims of [[1], [0, 2], [0, 1, 2]]) {
          const expected = apply('norm', [cpu], { dims, keepdim: false, p });
          const actual = apply('norm', [gpu], { dims, keepdim: false, p });
          expect(await actual.data()).toBeAllclose(expected.dataSync(), { rtol: 5e-6 });
        }
      }
    });

    it('adds up a million elements, and finds the largest among them', async () => {
      await open();
      const x = rand([1_000_000]);
      const onDevice = x.to(type);
      expect(await onDevice.sum().data()).toBeAllclose(x.double().sum().dataSync(), { rtol: 1e-6 });
      expect(await onDevice.argmax().data()).toEqual(x.argmax().dataSync());
      expect(await onDevice.amax().data()).toEqual(x.amax().dataSync());
      expect(await ones([1_000_000]).to(type).sum().data()).toEqual(Float32Array.of(1_000_000));
    });

    it('adds up long rows of a few, and the columns of many', async () => {
      await open();
      const x = rand([3, 5000]);
      const y = x.to(type);
      for (const dim of [0, 1]) {
        expect(await y.sum(dim).data()).toBeAllclose(x.sum(dim).dataSync(), { rtol: 1e-6 });
        expect(await y.argmin(dim).data()).toEqual(x.argmin(dim).dataSync());
      }
    });

    it('adds up integers beyond what a float can count, and wraps at 32 bits', async () => {
      await open();
      const odd = arange(200_000).to('int32').mul(2).add(1);
      expect(await odd.to(type).sum().data()).toEqual(odd.sum().dataSync());
      const large = tensor([2 ** 31 - 1, 2 ** 31 - 1, 5], { dtype: 'int32' });
      const params = { dims: [0], keepdim: false };
      const wrapped = apply('sum', [large.to(type)], params);
      expect(await wrapped.data()).toEqual(Int32Array.of(3));
    });

    it('lets NaN through, and starts from the right value where there is nothing', async () => {
      await open();
      const x = tensor([
        [1, Number.NaN, 3],
        [-Infinity, 2, Infinity],
      ]).to(type);
      const read = async (y: Tensor) => [...(await y.data())];
      expect(await read(x.amax(1))).toEqual([Number.NaN, Infinity]);
      expect(await read(x.amin(1))).toEqual([Number.NaN, -Infinity]);
      expect(await read(x.argmax(1))).toEqual([1, 2]);
      expect(await read(x.sum(1))).toEqual([Number.NaN, Number.NaN]);
      const empty = tensor([]).reshape([2, 0]).to(type);
      expect(await read(empty.sum(1))).toEqual([0, 0]);
      expect(await read(empty.prod(1))).toEqual([1, 1]);
      expect(await read(empty.sum(0))).toEqual([]);
    });
  });
}
