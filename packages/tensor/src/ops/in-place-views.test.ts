import { expect, it } from 'vitest';
import { AutogradError, type AutogradMeta, arange, zeros } from '../index.ts';

it('changes the dims of the tensor itself, and no element', () => {
  const x = arange(6).reshape(2, 3).clone();
  const before = x.storage.version;
  expect(x.t_()).toBe(x);
  expect([x.shape, x.strides, x.isContiguous()]).toEqual([[3, 2], [1, 3], false]);
  expect(x.toArray()).toEqual([
    [0, 3],
    [1, 4],
    [2, 5],
  ]);
  expect(x.storage.version).toBe(before + 1);
  x.transpose_(0, 1).unsqueeze_(0).unsqueeze_(-1);
  expect(x.shape).toEqual([1, 2, 3, 1]);
  expect(x.squeeze_(0).shape).toEqual([2, 3, 1]);
  expect(x.squeeze_().add_(1).toArray()).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
});

it('refuses a tensor that gradients keep track of', () => {
  const x = zeros(1, 2);
  x.autograd = { requiresGrad: true, grad: null } satisfies AutogradMeta;
  expect(() => x.squeeze_()).toThrow(AutogradError);
  expect(() => x.t_()).toThrow('use t, or detach() first');
  expect(x.shape).toEqual([1, 2]);
});
