import { describe, expect, it } from 'vitest';
import {
  addmm,
  baddbmm,
  bmm,
  DTypeError,
  dot,
  matmul,
  mm,
  mv,
  ones,
  outer,
  ShapeError,
  tensor,
  zeros,
} from '../index.ts';

describe('matmul', () => {
  it.each([
    [
      [2, 3],
      [3, 4],
      [2, 4],
    ],
    [[3], [3], []],
    [[3], [3, 4], [4]],
    [[2, 3], [3], [2]],
    [
      [5, 1, 2, 3],
      [4, 3, 6],
      [5, 4, 2, 6],
    ],
    [[3], [5, 3, 4], [5, 4]],
    [[5, 2, 3], [3], [5, 2]],
    [
      [2, 0],
      [0, 3],
      [2, 3],
    ],
    [
      [0, 2],
      [2, 3],
      [0, 3],
    ],
  ])('of %j and %j has shape %j', (left, right, shape) => {
    const product = matmul(ones(left), ones(right));
    expect(product.shape).toEqual(shape);
    const inner = left[left.length - 1] as number;
    expect(product.eq(inner).all().item()).toBe(1);
  });

  it('refuses what does not fit', () => {
    expect(() => matmul(zeros(2, 3), zeros(2, 3))).toThrow(
      'matmul cannot multiply shapes [2, 3] and [2, 3]',
    );
    expect(() => matmul(zeros(3), zeros(2))).toThrow('the inner lengths are 3 and 2');
    expect(() => matmul(tensor(1), zeros(2))).toThrow('multiply by a scalar with mul');
    expect(() => matmul(zeros(2, 2, 3), zeros(3, 3, 2))).toThrow(ShapeError);
    expect(() => matmul(zeros(2, 2), zeros(2, 2, { dtype: 'float64' }))).toThrow(DTypeError);
  });

  it('adds up in double precision before it rounds', () => {
    const row = tensor([[1e8, 1, -1e8]]);
    expect(row.matmul(ones(3, 1)).item()).toBe(1);
  });

  it('wraps integers', () => {
    const x = tensor([[2 ** 30, 2 ** 30]], { dtype: 'int32' });
    expect(x.matmul(ones(2, 1, { dtype: 'int32' }).mul(2)).item()).toBe(0);
  });
});

describe('its stricter kin', () => {
  const [a, b] = [
    tensor([
      [1, 2],
      [3, 4],
    ]),
    tensor([
      [1, 0],
      [0, 2],
    ]),
  ];

  it('multiply', () => {
    expect(mm(a, b).toArray()).toEqual([
      [1, 4],
      [3, 8],
    ]);
    expect(mv(a, tensor([1, 1])).toArray()).toEqual([3, 7]);
    expect(dot(tensor([1, 2]), tensor([3, 4])).item()).toBe(11);
    expect(outer(tensor([1, 2]), tensor([3, 4])).toArray()).toEqual([
      [3, 4],
      [6, 8],
    ]);
    expect(bmm(a.unsqueeze(0), b.unsqueeze(0)).shape).toEqual([1, 2, 2]);
  });

  it('take their own numbers of dims only', () => {
    expect(() => mm(a, tensor([1, 1]))).toThrow('mm takes a tensor of 2 dims as second operand');
    expect(() => mv(a, b)).toThrow(ShapeError);
    expect(() => dot(a, b)).toThrow(ShapeError);
    expect(() => bmm(a, b)).toThrow(ShapeError);
    expect(() => bmm(zeros(2, 2, 2), zeros(3, 2, 2))).toThrow('batches of one length');
    expect(() => outer(a, b)).toThrow(ShapeError);
  });

  it('add to a product', () => {
    expect(addmm(tensor([10, 20]), a, b).toArray()).toEqual([
      [11, 24],
      [13, 28],
    ]);
    expect(
      addmm(tensor([10, 20]), a, b, { beta: 0.5, alpha: 2 })
        .index(0)
        .toArray(),
    ).toEqual([7, 18]);
    expect(addmm(tensor(Number.NaN), a, b, { beta: 0 }).index(0, 0).item()).toBe(1);
    expect(baddbmm(zeros(1), a.unsqueeze(0), b.unsqueeze(0)).shape).toEqual([1, 2, 2]);
    expect(() => addmm(zeros(3), a, b)).toThrow('addmm cannot add shape [3]');
    expect(() => addmm(zeros(2), a, zeros(3, 2))).toThrow(ShapeError);
  });
});
