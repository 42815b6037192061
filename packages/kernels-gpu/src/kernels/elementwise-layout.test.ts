import { type DType, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';

const exact = { rtol: 0, atol: 0 };

for (const { type, open, describe } of devices) {
  describe(`elementwise kernels on ${type}, four elements at a time`, () => {
    const pair = (length: number, dtype: DType) => {
      const values = Array.from(
        { length },
        (_, i) => ((i * 7919) % 251) - (dtype === 'uint8' ? 0 : 125),
      );
      const cpu = tensor(values, { dtype });
      return { cpu, gpu: cpu.to(type) };
    };

    it.each(['float32', 'int32', 'uint8'] as const)('ends where %s ends', async (dtype) => {
      await open();
      for (const length of [1, 2, 3, 4, 5, 7, 15, 16, 17, 31, 65, 257, 1025, 65_539]) {
        const { cpu, gpu } = pair(length, dtype);
        const sum = gpu.add(gpu.mul(2));
        expect(await sum.data()).toBeAllclose(cpu.add(cpu.mul(2)).dataSync(), exact);
        // What is past the end is no part of what comes after.
        expect(await sum.sum().data()).toBeAllclose(cpu.add(cpu.mul(2)).sum().dataSync(), exact);
      }
    });

    it.each(['float32', 'int32', 'uint8'] as const)('takes parts of %s', async (dtype) => {
      await open();
      const { cpu, gpu } = pair(1000, dtype);
      for (const [start, length] of [
        [4, 100],
        [400, 600],
        [3, 100],
        [996, 4],
        [998, 2],
      ] as const) {
        const part = gpu.narrow(0, start, length);
        const expected = cpu.narrow(0, start, length);
        expect(await part.add(part).data()).toBeAllclose(expected.add(expected).dataSync(), exact);
        const other = gpu.narrow(0, 0, length);
        const expectedOther = cpu.narrow(0, 0, length);
        expect(await part.sub(other).data()).toBeAllclose(
          expected.sub(expectedOther).dataSync(),
          exact,
        );
      }
    });

    it('takes inputs that lie in other ways beside one that lies as the result', async () => {
      await open();
      const { cpu, gpu } = pair(30 * 50, 'float32');
      const [a, expectedA] = [gpu.reshape(30, 50), cpu.reshape(30, 50)];
      const [b, expectedB] = [gpu.reshape(50, 30).t(), cpu.reshape(50, 30).t()];
      expect(await a.add(b).data()).toBeAllclose(expectedA.add(expectedB).flatten(), exact);
      const [row, expectedRow] = [gpu.narrow(0, 5, 50), cpu.narrow(0, 5, 50)];
      expect(await a.mul(row).data()).toBeAllclose(expectedA.mul(expectedRow).flatten(), exact);
      const [one, expectedOne] = [gpu.narrow(0, 9, 1), cpu.narrow(0, 9, 1)];
      expect(await a.sub(one).data()).toBeAllclose(expectedA.sub(expectedOne).flatten(), exact);
    });

    it('reads elements of one size beside those of another', async () => {
      await open();
      const { cpu, gpu } = pair(103, 'float32');
      const { cpu: integers, gpu: gpuIntegers } = pair(103, 'int32');
      expect(await gpu.where(gpuIntegers.gt(0), gpu.neg()).data()).toBeAllclose(
        cpu.where(integers.gt(0), cpu.neg()).dataSync(),
        exact,
      );
      expect(await gpuIntegers.to('float32').add(gpu).data()).toBeAllclose(
        integers.to('float32').add(cpu).dataSync(),
        exact,
      );
    });

    it('computes many elements', async () => {
      await open();
      const { cpu, gpu } = pair(300_007, 'float32');
      const half = gpu.narrow(0, 8, 299_999);
      const expectedHalf = cpu.narrow(0, 8, 299_999);
      expect(await gpu.add(gpu).data()).toBeAllclose(cpu.add(cpu).dataSync(), exact);
      expect(await half.mul(half).data()).toBeAllclose(
        expectedHalf.mul(expectedHalf).dataSync(),
        exact,
      );
    });
  });
}
