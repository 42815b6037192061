import { describe, expect, it } from 'vitest';
import {
  amax,
  arange,
  cumsum,
  DTypeError,
  eye,
  logsumexp,
  max,
  mean,
  norm,
  ones,
  prod,
  ShapeError,
  softmax,
  std,
  sum,
  type Tensor,
  tensor,
  variance,
  zeros,
} from '../index.ts';

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const x = tensor([
  [1, 2],
  [3, 4],
]);

describe('sum and mean', () => {
  it('take dims by place and by name', () => {
    expect(sum(x).item()).toBe(10);
    expect(x.sum(0).toArray()).toEqual([4, 6]);
    expect(x.sum(-1, true).toArray()).toEqual([[3], [7]]);
    expect(x.sum({ dim: [0, 1], keepdim: true }).shape).toEqual([1, 1]);
    expect(mean(x, { dim: 1 }).toArray()).toEqual([1.5, 3.5]);
    expect(() => x.sum([0, 0])).toThrow('name one dimension twice');
    expect(() => x.sum(2)).toThrow(ShapeError);
  });

  it('keep floats, and count in int32', () => {
    expect(ones(3, { dtype: 'bool' }).sum().dtype).toBe('int32');
    expect(ones(3, { dtype: 'uint8' }).mul(200).sum().item()).toBe(600);
    expect(arange(3).sum({ dtype: 'float64' }).dtype).toBe('float64');
    expect(arange(3).mean({ dtype: 'float32' }).item()).toBe(1);
    expect(() => arange(3).mean()).toThrow('mean takes a floating point tensor; got int32');
  });

  it('add up in double precision', () => {
    expect(tensor([1e8, 1, -1e8]).sum().item()).toBe(1);
    expect(ones(1000, 1000).mul(0.1).sum().item()).toBeCloseTo(1e5, 1);
  });
});

describe('no elements', () => {
  const none = zeros(0, 3);
  it('have neutral results', () => {
    expect(none.sum(0).toArray()).toEqual([0, 0, 0]);
    expect(prod(none).item()).toBe(1);
    expect([none.all().item(), none.any().item()]).toEqual([1, 0]);
    expect(none.logsumexp(0).toArray()).toEqual([-inf, -inf, -inf]);
    expect(none.mean(0).toArray()).toEqual([nan, nan, nan]);
    expect(none.norm().item()).toBe(0);
    expect(none.std(0).toArray()).toEqual([nan, nan, nan]);
  });

  it('have no extremes, except where none are asked for', () => {
    const refused: ((x: Tensor) => unknown)[] = [
      (t) => t.max(),
      (t) => t.min(0),
      (t) => amax(t, 0),
      (t) => t.argmax(),
    ];
    for (const reduce of refused) expect(() => reduce(none)).toThrow('needs at least one element');
    expect(none.amax(1).shape).toEqual([0]);
    expect(none.max(1).indices.shape).toEqual([0]);
  });
});

describe('extremes', () => {
  it('come with the first place they stand at', () => {
    const y = tensor([
      [1, 5, 5],
      [2, nan, 3],
    ]);
    expect(max(y, 1).indices.toArray()).toEqual([1, 1]);
    expect(y.min({ dim: 0, keepdim: true }).values.toArray()).toEqual([[1, nan, 3]]);
    expect(y.argmax().item()).toBe(4);
    expect(y.argmin(1, true).toArray()).toEqual([[0], [1]]);
    expect(y.argmax({ dim: 0 }).toArray()).toEqual([1, 1, 0]);
    expect(y.max(tensor(4)).index(0).toArray()).toEqual([4, 5, 5]);
    expect(y.amin().item()).toBe(nan);
    expect(tensor(3).max(0).values.item()).toBe(3);
  });
});

describe('all and any', () => {
  it('answer in bool, or in uint8 for uint8', () => {
    expect(tensor([nan, 1]).all().item()).toBe(1);
    expect(x.gt(3).any({ dim: 1 }).toArray()).toEqual([false, true]);
    expect(ones(2, { dtype: 'uint8' }).mul(3).all().toArray()).toBe(1);
    expect(ones(2, { dtype: 'uint8' }).any(0).dtype).toBe('uint8');
    expect(tensor([0, 2, -0]).countNonzero().item()).toBe(1);
  });
});

describe('variance and std', () => {
  it('divide by one less, unless told otherwise', () => {
    expect(variance(x).item()).toBeCloseTo(5 / 3, 6);
    expect(x.var(false).item()).toBe(1.25);
    expect(x.var({ dim: 0, correction: 0 }).toArray()).toEqual([1, 1]);
    expect(x.var(0, false, true).toArray()).toEqual([[1, 1]]);
    expect(std(x, { unbiased: false }).item()).toBeCloseTo(Math.sqrt(1.25), 6);
    expect(ones(3).std().item()).toBe(0);
    expect(ones(1).var().item()).toBe(nan);
    expect(() => arange(3).var()).toThrow(DTypeError);
  });

  it('and covariance sees rows as variables', () => {
    expect(x.cov().toArray()).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    expect(tensor([1, 3]).cov().item()).toBe(2);
    expect(() => zeros(1, 1, 1).cov()).toThrow(ShapeError);
  });
});

describe('norm', () => {
  it('takes any exponent', () => {
    const v = tensor([3, -4, 0]);
    expect([1, 2, inf, -inf, 0, -1].map((p) => v.norm(p).item())).toEqual([7, 5, 4, 0, 2, 0]);
    expect(v.norm('fro').item()).toBe(5);
    expect(norm(x, { p: 1, dim: 0 }).toArray()).toEqual([4, 6]);
    expect(x.norm(1, 0, true).toArray()).toEqual([[4, 6]]);
    expect(() => arange(3).norm()).toThrow(DTypeError);
  });
});

describe('logsumexp and softmax', () => {
  it('do not overflow', () => {
    expect(logsumexp(tensor([1000, 1000]), 0).item()).toBeCloseTo(1000.6931, 3);
    expect(tensor([-inf, -inf]).logsumexp(0).item()).toBe(-inf);
    expect(tensor([inf, 1]).logsumexp({ dim: 0 }).item()).toBe(inf);
    expect(softmax(tensor([1000, 1000]), 0).toArray()).toEqual([0.5, 0.5]);
    expect(tensor([0, -inf]).logSoftmax({ dim: -1 }).toArray()).toEqual([0, -inf]);
    expect(arange(2).softmax(0, { dtype: 'float64' }).dtype).toBe('float64');
    expect(() => x.softmax(2)).toThrow(ShapeError);
  });
});

describe('running sums and differences', () => {
  it('go along a dim', () => {
    expect(x.cumsum(0).toArray()).toEqual([
      [1, 2],
      [4, 6],
    ]);
    expect(cumsum(tensor([true, true]), { dim: 0, dtype: 'float64' }).dtype).toBe('float64');
    expect(tensor([2, 3]).cumprod(0).toArray()).toEqual([2, 6]);
    expect(x.diff().toArray()).toEqual([[1], [1]]);
    expect(x.diff({ n: 1, dim: 0 }).toArray()).toEqual([[2, 2]]);
    expect(x.diff(3).shape).toEqual([2, 0]);
    expect(eye(2).bool().diff().dtype).toBe('bool');
    expect(() => tensor(1).diff()).toThrow(ShapeError);
    expect(() => x.cumsum(2)).toThrow(ShapeError);
  });
});
