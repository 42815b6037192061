import { apply, type DType, matmul, tensor, zeros } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws, type Twin } from '../testing/operands.ts';

// Renderers in software take seconds to compile a kernel.
const patience = 300_000;

for (const { type, open, describe } of devices) {
  describe(`matrix products in blocks on ${type}`, () => {
    const draws = new Draws(11);
    const float = (): number => draws.uniform() * 2 - 1;
    const transposed = ({ cpu, gpu }: Twin): Twin => ({
      cpu: cpu.transpose(-1, -2),
      gpu: gpu.transpose(-1, -2),
    });
    const matrix = (shape: number[], dtype: DType = 'float32'): Twin =>
      draws.below(3) === 0
        ? draws.twin(shape, dtype, type, float)
        : draws.below(2) === 0
          ? contiguous(shape)
          : transposed(contiguous([...shape.slice(0, -2), shape.at(-1) ?? 1, shape.at(-2) ?? 1]));
    const contiguous = (shape: number[]): Twin => {
      const count = shape.reduce((product, size) => product * size, 1);
      const cpu = tensor(Array.from({ length: count }, float)).reshape(shape);
      return { cpu, gpu: cpu.to(type) };
    };
    const expectExact = async (a: Twin, b: Twin): Promise<void> => {
      const exact = a.cpu.to('float64').matmul(b.cpu.to('float64'));
      const result = a.gpu.matmul(b.gpu);
      expect(result.shape).toEqual(exact.shape);
      expect(await result.data()).toBeAllclose(exact.flatten(), { rtol: 1e-5, atol: 1e-5 });
    };

    it.each([
      [64, 64, 64],
      [65, 63, 66],
      [128, 31, 4],
      [33, 130, 40],
      [100, 784, 32],
      [32, 100, 784],
      [7, 333, 50],
      [1, 600, 128],
      [200, 3, 100],
      [90, 1, 400],
      [300, 200, 2],
      [40, 40, 5],
    ])(
      '(%i, %i) @ (_, %i) in every layout is that of float64',
      async (m, k, n) => {
        await open();
        for (let layout = 0; layout < 4; layout++) {
          const a = layout % 2 === 0 ? contiguous([m, k]) : transposed(contiguous([k, m]));
          const b = layout < 2 ? contiguous([k, n]) : transposed(contiguous([n, k]));
          await expectExact(a, b);
        }
      },
      patience,
    );

    it(
      'reaches over many rows of a texture, in matrices and in batches',
      async () => {
        await open();
        // Of long rows, of many matrices, and where both begin in the middle of a texture's row.
        await expectExact(contiguous([9, 20]), contiguous([20, 20_004]));
        await expectExact(contiguous([9, 20]), transposed(contiguous([20_004, 20])));
        await expectExact(contiguous([3, 2, 33, 36]), contiguous([2, 36, 130]));
        const [a, b] = [contiguous([7, 60, 52]), transposed(contiguous([7, 44, 52]))];
        const last = ({ cpu, gpu }: Twin): Twin => ({
          cpu: cpu.narrow(0, 3, 4),
          gpu: gpu.narrow(0, 3, 4),
        });
        await expectExact(last(a), last(b));
      },
      patience,
    );

    it(
      'adds a bias to a matrix out of a batch',
      async () => {
        await open();
        for (const n of [40, 42]) {
          const [a, b] = [contiguous([2, 22, 40]), contiguous([40, n])];
          for (const shape of [[n], [22, 1], [22, n]]) {
            const bias = contiguous(shape);
            const product = a.cpu.to('float64').matmul(b.cpu.to('float64'));
            const result = apply('addmm', [bias.gpu, a.gpu.select(0, 1), b.gpu], {});
            const exact = product.select(0, 1).add(bias.cpu.to('float64'));
            expect(await result.data()).toBeAllclose(exact.flatten(), { rtol: 1e-5, atol: 1e-5 });
          }
        }
      },
      patience,
    );

    it(
      'gives back what it needs on the way',
      async () => {
        const device = await open();
        const [a, b] = [contiguous([50, 64]), contiguous([64, 43])];
        const before = device.memory();
        const result = a.gpu.matmul(b.gpu);
        await result.data();
        expect(device.memory().liveBuffers).toBe(before.liveBuffers + 1);
        result.dispose();
        expect(device.memory()).toMatchObject({
          liveBuffers: before.liveBuffers,
          liveBytes: before.liveBytes,
        });
      },
      patience,
    );

    it(
      'takes random views, in batches that broadcast',
      async () => {
        await open();
        for (let round = 0; round < 10; round++) {
          const [m, k, n] = [20 + draws.below(40), 20 + draws.below(50), 20 + draws.below(40)];
          const batch = [[], [3], [2, 3], [2, 1]][draws.below(4)] as number[];
          const other = [[], [3], [2, 3], [1, 3]][draws.below(4)] as number[];
          await expectExact(matrix([...batch, m, k]), matrix([...other, k, n]));
        }
      },
      patience,
    );

    it(
      'addmm adds a bias of any shape',
      async () => {
        await open();
        for (const [m, k, n] of [
          [50, 64, 40],
          [50, 61, 43],
          [3, 5000, 7],
        ] as const) {
          for (const shape of [[n], [m, 1], []]) {
            const [a, b, bias] = [matrix([m, k]), matrix([k, n]), contiguous(shape)];
            const exact = a.cpu
              .to('float64')
              .matmul(b.cpu.to('float64'))
              .add(bias.cpu.to('float64'));
            const result = apply('addmm', [bias.gpu, a.gpu, b.gpu], {});
            expect(await result.data()).toBeAllclose(exact.flatten(), { rtol: 2e-5, atol: 2e-5 });
          }
        }
      },
      patience,
    );

    it(
      'sums long rows as accurately as short ones',
      async () => {
        await open();
        for (const [m, n] of [
          [1, 1],
          [5, 3],
        ] as const) {
          const [a, b] = [contiguous([m, 70_000]), contiguous([70_000, n])];
          const exact = a.cpu.to('float64').matmul(b.cpu.to('float64'));
          const result = await a.gpu.matmul(b.gpu).data();
          expect(result).toBeAllclose(exact.flatten(), { rtol: 1e-5, atol: 1e-4 });
        }
      },
      patience,
    );

    it(
      'keeps NaN and infinity in their rows and columns',
      async () => {
        await open();
        const [a, b] = [contiguous([40, 50]), contiguous([50, 36])];
        a.cpu.select(0, 3).fill_(Number.POSITIVE_INFINITY);
        b.cpu.select(1, 5).fill_(Number.NaN);
        const expected = a.cpu.matmul(b.cpu);
        const result = await matmul(a.cpu.to(type), b.cpu.to(type)).data();
        expect(result).toBeAllclose(expected.flatten(), { rtol: 1e-4, atol: 1e-5, equalNan: true });
      },
      patience,
    );

    it(
      'is zero, or the bias, where there is nothing to sum',
      async () => {
        await open();
        const [a, b] = [zeros([40, 0], { device: type }), zeros([0, 30], { device: type })];
        expect(await a.matmul(b).data()).toEqual(new Float32Array(1200));
        const sum = apply('addmm', [tensor(2).to(type), a, b], {});
        expect(await sum.data()).toEqual(new Float32Array(1200).fill(2));
      },
      patience,
    );
  });
}
