import { describe, expect, it } from 'vitest';
import {
  arange,
  type Device,
  DeviceError,
  DTypeError,
  getDevice,
  ones,
  registerDevice,
  ShapeError,
  type Storage,
  setDefaultDevice,
  slice,
  Tensor,
  tensor,
  zeros,
} from './index.ts';

/** A device that keeps arrays as `cpu` does, but answers later only. */
function makeLateDevice(): Device {
  const cpu = getDevice('cpu');
  return {
    type: 'webgpu',
    allocate: cpu.allocate,
    upload: (_, data) => data.slice(),
    run: cpu.run,
    copy: cpu.copy,
    read: (storage: Storage) => Promise.resolve(storage.buffer as Float32Array),
    free: () => undefined,
  };
}

describe('changes in place', () => {
  it('see what was there before, where input and target overlap', () => {
    const x = arange(6);
    x.narrow(0, 1, 5).add_(x.narrow(0, 0, 5));
    expect(x.toArray()).toEqual([0, 1, 3, 5, 7, 9]);

    const square = arange(9).reshape(3, 3);
    square.add_(square.t());
    expect(square.toArray()).toEqual([
      [0, 4, 8],
      [4, 8, 12],
      [8, 12, 16],
    ]);

    const y = arange(4);
    y.copy_(y.flip(0));
    expect(y.toArray()).toEqual([3, 2, 1, 0]);

    const z = arange(4);
    z.sub_(z.select(0, 3));
    expect(z.toArray()).toEqual([-3, -2, -1, 0]);

    const m = tensor([
      [1, 2],
      [3, 4],
    ]);
    m.copy_(m.matmul(m));
    expect(m.toArray()).toEqual([
      [7, 10],
      [15, 22],
    ]);
  });

  it('reach every view of the storage, and count', () => {
    const x = zeros(2, 3);
    const row = x.index(1);
    const before = x.storage.version;
    row.fill_(5);
    x.index(0, slice(null, null, 2)).copy_(7);
    expect(x.toArray()).toEqual([
      [7, 0, 7],
      [5, 5, 5],
    ]);
    expect(row.storage.version).toBe(before + 2);
    expect(x.add(1).storage.version).toBe(0);
  });

  it('refuse a result of another shape or a higher kind of dtype', () => {
    expect(() => zeros(2).add_(ones(3))).toThrow(ShapeError);
    expect(() => zeros(2).add_(ones(2, 2))).toThrow(
      'add gives shape [2, 2], which cannot be written in place into a tensor of shape [2]',
    );
    expect(() => zeros(2, { dtype: 'int32' }).add_(0.5)).toThrow(DTypeError);
    expect(() => zeros(2, { dtype: 'int32' }).div_(2)).toThrow(/write to\('float32'\) first/);
    expect(() => zeros(2, { dtype: 'bool' }).add_(1)).toThrow(DTypeError);
    expect(zeros(2).add_(ones(2, { dtype: 'float64' })).dtype).toBe('float32');
    expect(zeros(2, { dtype: 'uint8' }).add_(300).toArray()).toEqual([44, 44]);
  });

  it('refuse an expanded target', () => {
    expect(() => zeros(1, 3).expand(2, 3).add_(1)).toThrow('call contiguous() or clone() first');
    expect(zeros(1, 3).expand(1, 3).add_(1).toArray()).toEqual([[1, 1, 1]]);
  });
});

describe('devices', () => {
  it('are not mixed', () => {
    const late = makeLateDevice();
    const there = tensor([1, 2]).to({ device: late });
    expect(() => there.add(tensor([1, 2]))).toThrow(
      /one device; got .*move one with to\('webgpu'\)/,
    );
    expect(() => tensor([1, 2]).add_(there)).toThrow(DeviceError);
  });

  it('that answer later are read later', async () => {
    const late = makeLateDevice();
    const there = tensor([1, 2, 3, 4]).to({ device: late });
    const strided = there.index(slice(null, null, 2)).mul(10);
    expect(await strided.data()).toEqual(new Float32Array([10, 30]));
    expect(() => strided.item()).toThrow(ShapeError);
    expect(() => strided.toArray()).toThrow("a tensor on 'webgpu' cannot be read at once");
    expect(() => strided.gt(1).nonzero()).toThrow(DeviceError);
    expect(String(strided)).toBe("tensor(..., size=(2), device='webgpu')");
  });

  it('are found by name, and one of them is the default', () => {
    const late = makeLateDevice();
    registerDevice(late);
    setDefaultDevice('webgpu');
    try {
      expect(zeros(2).device).toBe('webgpu');
      expect(tensor([1]).device).toBe('webgpu');
      expect(zeros(2, { device: 'cpu' }).device).toBe('cpu');
    } finally {
      setDefaultDevice('cpu');
    }
    expect(() => getDevice('webgl2')).toThrow(/device 'webgl2' is not loaded; here there is cpu/);
  });
});

describe('dispose', () => {
  it('makes a tensor and its views unusable', () => {
    const x = arange(4);
    const view = x.narrow(0, 1, 2);
    x.dispose();
    x.dispose();
    expect(() => x.toArray()).toThrow(DeviceError);
    expect(() => view.add(1)).toThrow('this tensor was disposed');
    expect(() => view.reshape(2, 1)).toThrow(DeviceError);
    expect(() => tensor([1, 2]).add_(view)).toThrow(DeviceError);
    expect(() => view.zero_()).toThrow(DeviceError);
  });

  it('leaves copies alone', () => {
    const x = arange(3);
    const copy = x.clone();
    x.dispose();
    expect(copy.toArray()).toEqual([0, 1, 2]);
  });
});

describe('reading', () => {
  it('gives copies, row by row', async () => {
    const x = arange(6).reshape(2, 3);
    const data = x.t().dataSync();
    expect([...data]).toEqual([0, 3, 1, 4, 2, 5]);
    data[0] = 99;
    (await x.data())[1] = 99;
    expect(x.toArray()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  it('item takes exactly one element', () => {
    expect(tensor([[2.5]]).item()).toBe(2.5);
    expect(tensor(true).item()).toBe(1);
    expect(() => zeros(2).item()).toThrow(
      'item() takes a tensor with one element; shape [2] has 2; toArray() reads them all',
    );
    expect(() => zeros(0).item()).toThrow(ShapeError);
  });

  it('toArray nests as deep as there are dims', () => {
    expect(tensor(3).toArray()).toBe(3);
    expect(tensor([true, false]).toArray()).toEqual([true, false]);
    expect(zeros(2, 0).toArray()).toEqual([[], []]);
    expect(zeros(0, 2).toArray()).toEqual([]);
  });
});

describe('a tensor', () => {
  it('tells its size and strides', () => {
    const x = zeros(2, 3, 4);
    expect([x.ndim, x.dim(), x.numel()]).toEqual([3, 3, 24]);
    expect([x.size(), x.size(-1), x.size(0)]).toEqual([[2, 3, 4], 4, 2]);
    expect([x.stride(), x.stride(0)]).toEqual([[12, 4, 1], 12]);
    expect(() => tensor(1).size(0)).toThrow(ShapeError);
    expect(() => x.size(3)).toThrow(ShapeError);
    expect(x.isFloatingPoint()).toBe(true);
    expect(x.detach().storage).toBe(x.storage);
    expect(x).toBeInstanceOf(Tensor);
  });

  it('needs autograd for gradients, and says so', () => {
    const x = zeros(2);
    expect([x.requiresGrad, x.grad, x.gradFn, x.isLeaf]).toEqual([false, null, null, true]);
    x.requiresGrad = false;
    x.grad = null;
    expect(() => x.requiresGrad_()).toThrow("import '@chainrule/autograd' first");
    expect(() => x.backward()).toThrow("import '@chainrule/autograd' first");
  });
});
