import { describe, expect, it } from 'vitest';
import { arange, DTypeError, oneHot, ShapeError, tensor, where, zeros } from '../index.ts';

describe('maskedSelect, maskedFill, maskedScatter', () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  const mask = tensor([true, false]);

  it('broadcast the mask', () => {
    expect(x.maskedSelect(mask).toArray()).toEqual([1, 3]);
    expect(
      tensor([1, 2])
        .maskedSelect(tensor([[true], [false]]))
        .toArray(),
    ).toEqual([1, 2]);
    expect(x.maskedFill(mask, -1).toArray()).toEqual([
      [-1, 2],
      [-1, 4],
    ]);
    expect(x.maskedScatter(mask, tensor([8, 9, 10])).toArray()).toEqual([
      [8, 2],
      [9, 4],
    ]);
  });

  it('write in place', () => {
    const y = x.clone();
    y.maskedFill_(y.gt(2), tensor(0));
    y.maskedScatter_(mask, tensor([5, 6]));
    expect(y.toArray()).toEqual([
      [5, 2],
      [6, 0],
    ]);
  });

  it('keep the dtype of the tensor', () => {
    expect(arange(2).maskedFill(mask, 1.7).toArray()).toEqual([1, 1]);
    expect(mask.maskedFill(mask, 0).dtype).toBe('bool');
  });

  it('refuse masks that are none, values that are no scalars, and too few elements', () => {
    expect(() => x.maskedSelect(zeros(2))).toThrow(DTypeError);
    expect(() => x.maskedFill(mask, zeros(2))).toThrow('takes a number or a scalar');
    expect(() => x.maskedFill_(tensor([[[true]]]), 0)).toThrow(ShapeError);
    expect(() => x.maskedScatter(mask, zeros(1))).toThrow('at least the 2 elements');
    expect(() => x.maskedSelect(tensor([true, true, true]))).toThrow(ShapeError);
  });
});

describe('nonzero', () => {
  it('lists places, as rows or by dim', () => {
    const x = tensor([
      [0, 2],
      [Number.NaN, 0],
    ]);
    expect(x.nonzero().toArray()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(x.argwhere().dtype).toBe('int32');
    const byDim = x.nonzero({ asTuple: true });
    expect(byDim.map((column) => column.toArray())).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(where(x.eq(2)).map((column) => column.toArray())).toEqual([[0], [1]]);
    expect(x.t().nonzero().toArray()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('knows scalars and empty tensors', () => {
    expect(tensor(3).nonzero().shape).toEqual([1, 0]);
    expect(tensor(0).nonzero().shape).toEqual([0, 0]);
    expect(zeros(0, 2).nonzero().shape).toEqual([0, 2]);
  });
});

describe('oneHot', () => {
  const classes = tensor([1, 0], { dtype: 'int32' });

  it('counts the classes, or takes their number', () => {
    expect(oneHot(classes).toArray()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(oneHot(classes, 3).shape).toEqual([2, 3]);
    expect(oneHot(classes.unsqueeze(0), { numClasses: 3 }).shape).toEqual([1, 2, 3]);
  });

  it('refuses classes that are out of range or none', () => {
    expect(() => oneHot(classes, 1)).toThrow(ShapeError);
    expect(() => oneHot(classes.neg(), 2)).toThrow(ShapeError);
    expect(() => oneHot(zeros(2))).toThrow(DTypeError);
    expect(() => oneHot(tensor([true]))).toThrow(DTypeError);
    expect(() => oneHot(zeros(0, { dtype: 'int32' }))).toThrow('pass numClasses');
  });
});
