import { ArgumentError, ones, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { functional, HuberLoss } from '../index.ts';

// Numbers printed by torch.nn.functional.huber_loss of PyTorch 1.13.
it.each([
  [1, 'mean', 0.9375],
  [0.5, 'sum', 2.125],
] as const)('huberLoss with delta %d, reduced to its %s', (delta, reduction, expected) => {
  const x = tensor([0, 0.5, -3, 2]);
  const target = tensor([0, 1, 1, 1.5]);
  expect(new HuberLoss({ delta, reduction })(x, target).item()).toBeCloseTo(expected, 6);
});

it('huberLoss has no slope at the target, and that of its line beyond', () => {
  const x = tensor([1, 1.25, 4, -4], { requiresGrad: true });
  functional.huberLoss(x, ones(4), { delta: 0.5, reduction: 'sum' }).backward();
  expect(x.grad?.toArray()).toEqual([0, 0.25, 0.5, -0.5]);
});

it('widths that make no sense are refused', () => {
  expect(() => functional.huberLoss(ones(1), ones(1), { delta: 0 })).toThrow(ArgumentError);
  expect(() => functional.smoothL1Loss(ones(1), ones(1), { beta: -1 })).toThrow(ArgumentError);
});
