import { describe, expect, it } from 'vitest';
import {
  ArgumentError,
  add,
  addcdiv,
  addcmul,
  clamp,
  type DType,
  DTypeError,
  div,
  floorDivide,
  fmod,
  maximum,
  ones,
  pow,
  remainder,
  ShapeError,
  sub,
  tensor,
  zeros,
} from '../index.ts';

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const ints = (values: number[], dtype: DType = 'int32') => tensor(values, { dtype });

describe('integers', () => {
  it('wrap as 32 and 8 bits do', () => {
    const largest = ints([2 ** 31 - 1, -(2 ** 31)]);
    expect(largest.add(1).toArray()).toEqual([-(2 ** 31), -(2 ** 31) + 1]);
    expect(largest.mul(largest).toArray()).toEqual([1, 0]);
    expect(ints([250], 'uint8').add(10).toArray()).toEqual([4]);
    expect(ints([3], 'uint8').neg().toArray()).toEqual([253]);
    expect(
      ints([3])
        .pow(ints([40]))
        .toArray(),
    ).toEqual([Number(BigInt.asIntN(32, 3n ** 40n))]);
  });

  it('divide as Python does', () => {
    const [a, b] = [ints([7, -7, 7, -7]), ints([2, 2, -2, -2])];
    expect(floorDivide(a, b).toArray()).toEqual([3, -4, -4, 3]);
    expect(remainder(a, b).toArray()).toEqual([1, 1, -1, -1]);
    expect(fmod(a, b).toArray()).toEqual([1, -1, 1, -1]);
    expect(div(a, b, { roundingMode: 'trunc' }).toArray()).toEqual([3, -3, -3, 3]);
    expect(div(a, b, { roundingMode: 'floor' }).dtype).toBe('int32');
    expect(div(a, b).toArray()).toEqual([3.5, -3.5, -3.5, 3.5]);
  });

  it('refuse to be divided by 0', () => {
    for (const divide of [floorDivide, remainder, fmod]) {
      expect(() => divide(ints([1]), 0)).toThrow('an integer cannot be divided by 0');
    }
    expect(() => div(ints([1], 'uint8'), 0, { roundingMode: 'trunc' })).toThrow(ArgumentError);
    expect(div(ints([1, 0]), 0).toArray()).toEqual([inf, nan]);
  });

  it('have no negative powers', () => {
    expect(() => ints([2]).pow(-1)).toThrow(ArgumentError);
    expect(
      ints([2, 1, -1])
        .pow(ints([-1, -1, -3]))
        .toArray(),
    ).toEqual([0, 1, -1]);
  });
});

describe('special values', () => {
  it('divide as PyTorch does', () => {
    const [a, b] = [tensor([nan, inf, 1, -1, -0, 3]), tensor([2, -2, inf, inf, 3, 0])];
    expect(floorDivide(a, b).toArray()).toEqual([nan, nan, 0, -1, -0, inf]);
    expect(remainder(a, b).toArray()).toEqual([nan, nan, 1, inf, -0, nan]);
    expect(fmod(a, b).toArray()).toEqual([nan, nan, 1, -1, -0, nan]);
  });

  it('rise as C has it', () => {
    expect(pow(1, tensor([nan, inf])).toArray()).toEqual([1, 1]);
    expect(pow(-1, tensor([inf, -inf])).toArray()).toEqual([1, 1]);
    expect(tensor([-inf, -0, 4]).pow(0.5).toArray()).toEqual([nan, -0, 2]);
    expect(tensor([-0, 4]).pow(-0.5).toArray()).toEqual([-inf, 0.5]);
    expect(tensor([nan]).pow(0).toArray()).toEqual([1]);
  });

  it('pass through the larger and the smaller', () => {
    expect(maximum(tensor([nan, 1]), tensor([1, nan])).toArray()).toEqual([nan, nan]);
    expect(tensor([nan, 1]).minimum(0).toArray()).toEqual([nan, 0]);
    expect(clamp(tensor([nan, 5, -inf]), -1, 1).toArray()).toEqual([nan, 1, -1]);
    expect(tensor([nan, -1, -0]).relu().toArray()).toEqual([nan, 0, -0]);
  });
});

describe('a factor on the side', () => {
  it('multiplies the second operand', () => {
    const x = tensor([1, 2]);
    expect(add(x, x, { alpha: 10 }).toArray()).toEqual([11, 22]);
    expect(sub(10, x, { alpha: 2 }).toArray()).toEqual([8, 6]);
    expect(addcmul(x, x, x, { value: 0.5 }).toArray()).toEqual([1.5, 4]);
    expect(addcdiv(x, x, x, { value: 2 }).toArray()).toEqual([3, 4]);
  });
});

describe('bools', () => {
  it('have no differences, powers and quotients of each other', () => {
    const x = tensor([true, false]);
    expect(x.add(x).toArray()).toEqual([true, false]);
    expect(x.add(x).sum().item()).toBe(1);
    expect(x.mul(2).dtype).toBe('int32');
    expect(() => x.sub(1)).toThrow(DTypeError);
    expect(() => sub(1, x)).toThrow(DTypeError);
    expect(() => tensor([1]).sub_(x)).toThrow(DTypeError);
    expect(() => x.pow(x)).toThrow(DTypeError);
    expect(() => x.floorDivide(x)).toThrow('cast them with int()');
    expect(() => x.neg()).toThrow(DTypeError);
    expect(x.square().toArray()).toEqual([1, 0]);
  });
});

describe('operands of the wrong kind', () => {
  it('are named', () => {
    expect(() => add(1, 2)).toThrow('expected a tensor among the operands; got number and number');
    expect(() => ones(2).add([1, 2] as never)).toThrow('make a tensor of it with tensor([...])');
    expect(() => ones(2).add(undefined as never)).toThrow(ArgumentError);
    expect(() => ones(2).mul('3' as never)).toThrow('got string');
    expect(() => ones(2).add(ones(3))).toThrow(ShapeError);
    expect(() => ones(2).clamp()).toThrow('clamp takes min, max or both');
    expect(() => ones(2).div(2, { roundingMode: 'up' as never })).toThrow(ArgumentError);
  });
});

describe('constants', () => {
  it('tell 0 from -0, and survive many others', () => {
    const x = tensor([1]);
    expect(div(x, 0).item()).toBe(inf);
    expect(div(x, -0).item()).toBe(-inf);
    for (let value = 0; value < 2000; value++) x.mul(value);
    expect(x.mul(1999).item()).toBe(1999);
    expect(zeros(2).add(nan).toArray()).toEqual([nan, nan]);
  });
});

describe('clamp', () => {
  it('takes numbers, tensors and names', () => {
    const x = tensor([-2, 0, 2]);
    expect(x.clamp({ max: 1 }).toArray()).toEqual([-2, 0, 1]);
    expect(x.clamp(tensor([0, 1, 3]), null).toArray()).toEqual([0, 1, 3]);
    expect(x.clamp(1, -1).toArray()).toEqual([-1, -1, -1]);
    expect(
      x
        .clampMin(0)
        .clampMax(tensor([1, 1, 1]))
        .toArray(),
    ).toEqual([0, 0, 1]);
    expect(ints([1, 5]).clamp(0.5, 2.5).dtype).toBe('float32');
    expect(tensor([true]).clamp(0, 1).dtype).toBe('int32');
  });

  it('in place keeps the dtype', () => {
    const x = tensor([-2, 0, 2]);
    x.clamp_({ min: -1 }).clampMax_(1);
    expect(x.toArray()).toEqual([-1, 0, 1]);
    expect(x.clamp_(tensor([0, 1, 2])).toArray()).toEqual([0, 1, 2]);
    expect(x.clampMin_(tensor(1)).toArray()).toEqual([1, 1, 2]);
    expect(() => ints([1]).clamp_(0.5)).toThrow(DTypeError);
  });
});
