import {
  ArgumentError,
  DeviceError,
  DTypeError,
  full,
  rand,
  ShapeError,
  slice,
  type Tensor,
  tensor,
  tidy,
  zeros,
} from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from './testing/devices.ts';
import { Draws } from './testing/operands.ts';

for (const { type, open, describe } of devices) {
  describe(`tensors on ${type}`, () => {
    it('come back as they went, in every dtype', async () => {
      await open();
      const integers = [0, 1, -1, 65_535, 65_536, -65_536, 2 ** 24 + 1, 2 ** 31 - 1, -(2 ** 31)];
      for (const x of [
        tensor([1.5, -0, Number.NaN, Infinity, -Infinity, 3.4e38]),
        tensor(integers, { dtype: 'int32' }),
        tensor([0, 7, 255], { dtype: 'uint8' }),
        tensor([true, false, true]),
        tensor([]),
        tensor(5),
        rand([3, 4, 5]).permute([2, 0, 1]),
      ]) {
        const there = x.to(type);
        expect(there.device).toBe(type);
        expect(there.shape).toEqual(x.shape);
        expect(there.dtype).toBe(x.dtype);
        expect(await there.data()).toEqual(x.dataSync());
      }
    });

    it('compute with integers exactly', async () => {
      await open();
      const values = [16_777_217, -16_777_219, 2 ** 31 - 1, -(2 ** 31), 123_456_789, -7, 0, 1];
      const [a, b] = [
        tensor(values, { dtype: 'int32' }),
        tensor([...values].reverse(), { dtype: 'int32' }),
      ];
      const [onA, onB] = [a.to(type), b.to(type)];
      for (const op of ['add', 'sub', 'mul', 'maximum', 'lt', 'eq'] as const) {
        expect(await onA[op](onB).data()).toEqual(a[op](b).dataSync());
      }
      for (const divisor of [3, -3, 65_536, 2 ** 31 - 1]) {
        expect(await onA.floorDivide(divisor).data()).toEqual(a.floorDivide(divisor).dataSync());
        expect(await onA.remainder(divisor).data()).toEqual(a.remainder(divisor).dataSync());
      }
      expect(await onA.to('bool').data()).toEqual(a.to('bool').dataSync());
      expect(await onA.to('uint8').data()).toEqual(a.to('uint8').dataSync());
      expect(await onA.float().data()).toEqual(a.float().dataSync());
    });

    it('refuse float64, and say what works', async () => {
      await open();
      const x = tensor([1, 2]).to(type);
      expect(() => tensor([1, 2], { dtype: 'float64' }).to(type)).toThrow(/float32/);
      expect(() => x.double()).toThrow(DTypeError);
      expect(() => zeros([2], { dtype: 'float64', device: type })).toThrow(DTypeError);
      expect(await x.add(1).data()).toEqual(Float32Array.of(2, 3));
    });

    it('are changed in place, through views of any layout', async () => {
      await open();
      const draws = new Draws(23);
      for (let round = 0; round < 12; round++) {
        const shape = [2 + draws.below(4), 2 + draws.below(4), 2 + draws.below(4)];
        const x = rand(shape);
        const y = x.to(type);
        const view = (whole: Tensor): Tensor =>
          whole
            .index(
              slice(round % 2, undefined, 1 + (round % 3)),
              round % 4 === 0 ? 1 : slice(0, undefined, 2),
            )
            .transpose(0, 1);
        const parts = [view(x), view(y)] as const;
        const other = rand(parts[0].shape);
        parts[0].add_(other);
        parts[1].add_(other.to(type));
        expect(await y.data()).toEqual(x.dataSync());
        view(x).fill_(3);
        view(y).fill_(3);
        view(x).copy_(other.mul(2));
        view(y).copy_(other.mul(2).to(type));
        expect(await y.data()).toEqual(x.dataSync());
      }
    });

    it('share memory with copies until one of them changes', async () => {
      const device = await open();
      const x = tensor([1, 2, 3]).to(type);
      const { liveBuffers } = device.memory();
      const copy = x.clone();
      expect(device.memory().liveBuffers).toBe(liveBuffers);
      copy.add_(1);
      expect(await x.data()).toEqual(Float32Array.of(1, 2, 3));
      expect(await copy.data()).toEqual(Float32Array.of(2, 3, 4));
      x.dispose();
      copy.dispose();
      expect(device.memory().liveBuffers).toBeLessThan(liveBuffers + 1);
    });

    it('are read and printed as the device can', async () => {
      const device = await open();
      const x = tensor([[1, 2.5]]).to(type);
      if (device.readNow === undefined) {
        expect(() => x.toArray()).toThrow('await tensor.data()');
        expect(() => x.sum().item()).toThrow(DeviceError);
        expect(String(x)).toBe(`tensor(..., size=(1, 2), device='${type}')`);
      } else {
        expect(x.toArray()).toEqual([[1, 2.5]]);
        expect(x.sum().item()).toBe(3.5);
        expect(String(x)).toBe(`tensor([[1.0000, 2.5000]], device='${type}')`);
        expect(x.to('cpu').toArray()).toEqual([[1, 2.5]]);
      }
    });

    it('stay the same in number over 10,000 steps of training', async () => {
      const device = await open();
      const weight = tensor([0, 0]).to(type);
      const x = tensor([1, 2]).to(type);
      const step = (): void =>
        tidy(() => {
          const error = weight.mul(x).sum().sub(1);
          const gradient = x.mul(error.mul(2));
          weight.sub_(gradient.mul(0.01));
        });
      for (let warm = 0; warm < 3; warm++) step();
      const before = device.memory();
      for (let n = 0; n < 10_000; n++) step();
      expect(device.memory()).toEqual(before);
      expect(await weight.mul(x).sum().data()).toBeAllclose([1], { atol: 1e-4 });
    }, 900_000);

    it('say how much was asked for where there is no room', async () => {
      const device = await open();
      const length = device.describe().maxElements + 1;
      expect(() => full([length], 1, { device: type })).toThrow(/no room for \d{10} more bytes/);
      expect(await tensor([1]).to(type).add(1).data()).toEqual(Float32Array.of(2));
    });

    it('say at the next read what a kernel could not do', async () => {
      const device = await open();
      const x = tensor([7, 8, 9], { dtype: 'int32' }).to(type);
      const divisor = tensor([1, 0, 2], { dtype: 'int32' }).to(type);
      const quotient = x.floorDivide(divisor);
      x.remainder(divisor);
      await expect(x.data()).rejects.toThrow(ArgumentError);
      expect(await x.data()).toEqual(Int32Array.of(7, 8, 9));
      quotient.dispose();

      const outside = tensor([0, 3], { dtype: 'int32' }).to(type);
      x.indexSelect(0, outside);
      await expect(x.data()).rejects.toThrow(ShapeError);
      if (device.readNow !== undefined) {
        x.gather(0, outside);
        expect(() => x.toArray()).toThrow('out of range for a dimension of length 3');
      }
      const { liveBuffers } = device.memory();
      expect(await x.indexSelect(0, outside.clamp({ max: 2 })).data()).toEqual(Int32Array.of(7, 9));
      expect(device.memory().liveBuffers).toBeLessThan(liveBuffers + 3);
    });

    it('go with the device, and what was read before does not', async () => {
      const device = await open();
      const x = tensor([1, 2]).to(type);
      const values = await x.data();
      device.runtime.destroy();
      expect(() => x.add(1)).toThrow(DeviceError);
      await expect(x.data()).rejects.toThrow(DeviceError);
      expect(values).toEqual(Float32Array.of(1, 2));
      const again = await open();
      expect(again).not.toBe(device);
      expect(await tensor(values).to(type).add(1).data()).toEqual(Float32Array.of(2, 3));
    });
  });

  describe(`programs on ${type}`, () => {
    it('are compiled once, kept within bounds, and made anew when they are wanted again', async () => {
      const device = await open();
      const x = tensor([1, 2, 3]).to(type);
      await x.add(1).data();
      const { programs } = device.memory();
      await x.add(1).data();
      expect(device.memory().programs).toBe(programs);
      const cache = device.launcher.programs;
      const { capacity } = cache;
      cache.capacity = 2;
      for (const result of [x.exp(), x.log(), x.sin(), x.exp()]) await result.data();
      expect(device.memory().programs).toBe(2);
      expect(await x.add(1).data()).toEqual(Float32Array.of(2, 3, 4));
      cache.capacity = capacity;
    });

    it('are compiled ahead from those of an earlier start', async () => {
      const device = await open();
      const x = tensor([1, 2, 3]).to(type);
      await x.cos().add(1).data();
      const saved = JSON.parse(JSON.stringify(device.kernels()));
      device.launcher.programs.clear();
      const reports: number[] = [];
      await device.warmUp(saved, { onProgress: ({ done }) => reports.push(done) });
      expect(reports).toEqual(Array.from({ length: saved.length + 1 }, (_, n) => n));
      const { programs } = device.memory();
      await x.cos().add(1).data();
      expect(device.memory().programs).toBe(programs);
      await device.warmUp(() => x.tan());
      expect(device.memory().programs).toBe(programs + 1);
    });
  });

  describe(`fused kernels on ${type}`, () => {
    it('compute a chain in one go, as its parts would', async () => {
      const device = await open();
      const [a, b] = [rand([3, 4]), rand([4])];
      const inputs = [a.to(type), b.to(type), tensor(0.5).to(type)];
      const out = zeros([3, 4], { dtype: 'bool', device: type });
      const { programs } = device.memory();
      device.runElementwise(
        [
          {
            primitive: 'mul',
            params: {},
            operands: [{ input: 0 }, { input: 1 }],
            dtype: 'float32',
          },
          { primitive: 'tanh', params: {}, operands: [{ step: 0 }], dtype: 'float32' },
          { primitive: 'gt', params: {}, operands: [{ step: 1 }, { input: 2 }], dtype: 'bool' },
        ],
        inputs,
        out,
      );
      expect(device.memory().programs).toBe(programs + 1);
      expect(await out.data()).toEqual(a.mul(b).tanh().gt(0.5).dataSync());
    });

    it('take more inputs than one kernel can read', async () => {
      const device = await open();
      const count = device.describe().maxInputs + 3;
      const inputs = Array.from({ length: count }, (_, n) => tensor([n, 2 * n]).to(type));
      const steps = inputs.slice(1).map((_, n) => ({
        primitive: 'add' as const,
        params: {},
        operands: [n === 0 ? { input: 0 } : { step: n - 1 }, { input: n + 1 }],
        dtype: 'float32' as const,
      }));
      const out = zeros([2], { device: type });
      device.runElementwise(steps, inputs, out);
      const total = (count * (count - 1)) / 2;
      expect(await out.data()).toEqual(Float32Array.of(total, 2 * total));
    });
  });
}
