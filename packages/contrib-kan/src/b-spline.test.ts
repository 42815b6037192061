import { gradcheck, gradgradcheck } from '@chainrule/autograd';
import { bSplineBasis } from '@chainrule/contrib-kan';
import {
  ArgumentError,
  arange,
  linspace,
  ones,
  type Tensor,
  tensor,
  zeros,
} from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';

const double = { dtype: 'float64' } as const;
const places = [-2, -1.5, -1, 0, 0.25, 1, 2, 2.5, 4];
const uneven = tensor(places, double);

/** Places between the knots in which all splines of the order are at work. */
function within(order: number): Tensor {
  const [low, high] = [places[order], places[places.length - order - 1]] as [number, number];
  return linspace(low + 0.01, high - 0.01, 25, double);
}

describe('bSplineBasis', () => {
  it.each([0, 1, 2, 3])('of order %i sums to 1', (order) => {
    const sums = bSplineBasis(within(order), uneven, order).sum(-1);
    expect(sums.sub(1).abs().max().item()).toBeLessThan(1e-14);
  });

  it.each([1, 2, 3])('of order %i gives straight lines from the averages of its knots', (order) => {
    // Marsden's identity: x = sum_i B_i(x) * (t[i + 1] + ... + t[i + order]) / order.
    const x = within(order);
    const basis = bSplineBasis(x, uneven, order);
    const averages = Array.from({ length: basis.shape[1] as number }, (_, place) =>
      uneven
        .narrow(0, place + 1, order)
        .mean()
        .item(),
    );
    const line = basis.matmul(tensor(averages, double).unsqueeze(1)).squeeze(1);
    expect(line.sub(x).abs().max().item()).toBeLessThan(1e-14);
  });

  it('is 0 outside of its knots', () => {
    expect(bSplineBasis(tensor([-9, 9]), arange(6).float(), 2).toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('is the cubic that is known at the knots: 1/6, 4/6, 1/6', () => {
    const [row] = bSplineBasis(
      tensor([3], double),
      arange(8).to('float64'),
      3,
    ).toArray() as number[][];
    [1 / 6, 4 / 6, 1 / 6, 0].forEach((value, place) => {
      expect(row?.[place]).toBeCloseTo(value, 15);
    });
  });

  it('keeps the shape in front', () => {
    expect(bSplineBasis(zeros(2, 0, 3), arange(7).float(), 1).shape).toEqual([2, 0, 3, 5]);
    expect(bSplineBasis(tensor(0.5), arange(4).float(), 1).shape).toEqual([2]);
  });

  it('has gradients of the first and the second order', () => {
    const x = within(3).narrow(0, 0, 5).clone().requiresGrad_();
    const run = (x: Tensor): Tensor => bSplineBasis(x, uneven, 3);
    expect(gradcheck(run, [x])).toBe(true);
    expect(gradgradcheck(run, [x])).toBe(true);
  });

  it('says what it takes', () => {
    expect(() => bSplineBasis(ones(1), ones(4), -1)).toThrow(ArgumentError);
    expect(() => bSplineBasis(ones(1), ones(4), 3)).toThrow(
      'take 5 knots or more, in one dim; got 4',
    );
    expect(() => bSplineBasis(ones(1), ones(4, 4), 1)).toThrow(ArgumentError);
  });
});
