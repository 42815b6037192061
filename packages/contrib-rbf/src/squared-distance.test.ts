import { gradcheck, gradgradcheck } from '@chainrule/autograd';
import { squaredDistance } from '@chainrule/contrib-rbf';
import { DTypeError, randn, ShapeError, tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { expectClose, leaf, recorded, weightedBackward } from './testing/recorded.ts';

describe('squaredDistance', () => {
  it.each(recorded)('of $rows rows to $centres is the square of torch.cdist', (fixture) => {
    const [x, centres] = [leaf(fixture.inputs.x), leaf(fixture.inputs.centres)];
    const distances = squaredDistance(x, centres);
    expectClose(distances, fixture.distances.output);
    weightedBackward(distances);
    expectClose(x.grad, fixture.distances.gradients.x);
    expectClose(centres.grad, fixture.distances.gradients.centres);
  });

  it('agrees with finite differences, in its gradient and that one’s gradient', () => {
    const [x, centres] = [
      randn(3, 2, { dtype: 'float64', requiresGrad: true }),
      randn(2, 4, { dtype: 'float64', requiresGrad: true }),
    ];
    expect(gradcheck(squaredDistance, [x, x.detach().neg()])).toBe(true);
    const transposed = (x: typeof centres): typeof centres => squaredDistance(x.t(), x.t());
    expect(gradcheck(transposed, [centres])).toBe(true);
    const other = randn(2, 2, { dtype: 'float64', requiresGrad: true });
    expect(gradgradcheck(squaredDistance, [x, other])).toBe(true);
  });

  it('keeps the digits of near rows far from 0', () => {
    const far = tensor([[10000, 10000]]);
    expect(squaredDistance(far, far.add(0.25)).item()).toBe(0.125);
  });

  it('takes no rows, no centres and no features', () => {
    expect(squaredDistance(zeros(0, 2), zeros(3, 2)).shape).toEqual([0, 3]);
    expect(squaredDistance(zeros(2, 2), zeros(0, 2)).shape).toEqual([2, 0]);
    expect(squaredDistance(zeros(1, 0), zeros(2, 0)).toArray()).toEqual([[0, 0]]);
  });

  it('is named in gradFn', () => {
    const x = randn(1, 1, { requiresGrad: true });
    expect(squaredDistance(x, x).gradFn?.name).toBe('SquaredDistanceBackward0');
  });

  it('says what it takes', () => {
    expect(() => squaredDistance(zeros(2, 3), zeros(2, 4))).toThrow(ShapeError);
    expect(() => squaredDistance(zeros(3), zeros(2, 3))).toThrow('got shapes [3] and [2, 3]');
    expect(() => squaredDistance(zeros(2, 3), zeros(2, 3).double())).toThrow(DTypeError);
  });
});
