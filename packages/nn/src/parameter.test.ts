import { ones, tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Parameter } from './parameter.ts';

describe('Parameter', () => {
  it('shares the storage of its tensor, and none of its history', () => {
    const source = ones(2);
    const parameter = new Parameter(source.requiresGrad_().mul(3));
    expect(parameter.isLeaf).toBe(true);
    expect(parameter.requiresGrad).toBe(true);
    const shared = new Parameter(zeros(2));
    shared.detach().fill_(7);
    expect(shared.toArray()).toEqual([7, 7]);
  });

  it('takes no gradient when told so', () => {
    expect(new Parameter(ones(2), { requiresGrad: false }).requiresGrad).toBe(false);
  });

  it('prints as PyTorch prints it', () => {
    expect(String(new Parameter(tensor([1, 2])))).toBe(
      'Parameter containing:\ntensor([1., 2.], requires_grad=True)',
    );
  });

  it('takes over the data of another tensor and stays the same leaf', () => {
    const parameter = new Parameter(zeros(2));
    parameter.mul(2).sum().backward();
    parameter.setData(tensor([[1], [2], [3]], { dtype: 'float64' }));
    expect(parameter.shape).toEqual([3, 1]);
    expect(parameter.dtype).toBe('float64');
    expect(parameter.numel()).toBe(3);
    expect(parameter.isContiguous()).toBe(true);
    expect(parameter.isLeaf && parameter.requiresGrad).toBe(true);
    expect(parameter.mul(2).toArray()).toEqual([[2], [4], [6]]);
  });
});
