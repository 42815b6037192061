import { apply, rand, randint } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws } from '../testing/operands.ts';

for (const { type, open, describe } of devices) {
  describe(`matrix products on ${type}`, () => {
    it('multiplies views and batches that broadcast', async () => {
      await open();
      const draws = new Draws(17);
      for (let round = 0; round < 10; round++) {
        const [m, k, n] = [1 + draws.below(9), 1 + draws.below(9), 1 + draws.below(9)];
        const batch = draws.shape(2, 3);
        const value = () => draws.uniform() * 2 - 1;
        const a = draws.twin([...draws.narrowed(batch), m, k], 'float32', type, value);
        const b = draws.twin([...draws.narrowed(batch), k, n], 'float32', type, value);
        const expected = apply('matmul', [a.cpu, b.cpu], {});
        const actual = apply('matmul', [a.gpu, b.gpu], {});
        expect(actual.shape).toEqual(expected.shape);
        expect(await actual.data()).toBeAllclose(expected.dataSync(), { rtol: 2e-6, atol: 1e-6 });
      }
    });

    it.each([
      [1, 1, 1],
      [4, 4, 4],
      [5, 300, 7],
      [64, 64, 64],
      [65, 33, 130],
      [100, 784, 32],
      [128, 100, 68],
    ])(
      'multiplies %i x %i by %i columns, plain and transposed, with and without a bias',
      async (m, k, n) => {
        await open();
        const [a, b] = [rand([m, k]), rand([k, n])];
        const expected = a.matmul(b);
        const [onA, onB] = [a.to(type), b.to(type)];
        const tolerance = { rtol: 2e-6, atol: 1e-5 };
        expect(await onA.matmul(onB).data()).toBeAllclose(expected.dataSync(), tolerance);
        const [storedA, storedB] = [a.T.contiguous().to(type).T, b.T.contiguous().to(type).T];
        expect(await storedA.matmul(onB).data()).toBeAllclose(expected.dataSync(), tolerance);
        expect(await onA.matmul(storedB).data()).toBeAllclose(expected.dataSync(), tolerance);
        expect(await storedA.matmul(storedB).data()).toBeAllclose(expected.dataSync(), tolerance);
        for (const bias of [rand([n]), rand([m, 1]), rand([m, n])]) {
          const sum = apply('addmm', [bias.to(type), onA, onB], {});
          expect(await sum.data()).toBeAllclose(expected.add(bias).dataSync(), tolerance);
        }
      },
    );

    it('multiplies integers exactly', async () => {
      await open();
      const a = randint(-30_000, 30_000, [5, 40]).to('int32');
      const b = randint(-30, 30_000, [40, 3]).to('int32');
      const expected = apply('matmul', [a, b], {});
      const actual = apply('matmul', [a.to(type), b.to(type)], {});
      expect(await actual.data()).toEqual(expected.dataSync());
    });

    it('gives zeros where there is nothing to add up', async () => {
      await open();
      const product = rand([2, 0])
        .to(type)
        .matmul(rand([0, 3]).to(type));
      expect(await product.data()).toEqual(new Float32Array(6));
    });
  });
}
