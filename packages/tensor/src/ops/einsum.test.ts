import { describe, expect, it } from 'vitest';
import { ArgumentError, arange, einsum, eye, ones, ShapeError, tensor } from '../index.ts';

const a = arange(6).reshape(2, 3).float();
const b = arange(12).reshape(3, 4).float();

describe('einsum', () => {
  it('writes products, sums, transposes and diagonals', () => {
    expect(einsum('ij,jk->ik', a, b).toArray()).toEqual(a.matmul(b).toArray());
    expect(einsum('ij,jk', a, b).toArray()).toEqual(a.matmul(b).toArray());
    expect(einsum('ij->ji', a).toArray()).toEqual(a.t().toArray());
    expect(einsum('ba', a).toArray()).toEqual(a.t().toArray());
    expect(einsum('ij->', a).item()).toBe(15);
    expect(einsum('ii->i', eye(3).mul(2)).toArray()).toEqual([2, 2, 2]);
    expect(einsum('ii', eye(3)).item()).toBe(3);
    expect(einsum('i,j->ij', tensor([1, 2]), tensor([3, 4])).toArray()).toEqual([
      [3, 4],
      [6, 8],
    ]);
    expect(einsum('iij->j', ones(2, 2, 3)).toArray()).toEqual([2, 2, 2]);
    expect(einsum(' i j , j k -> k i ', a, b).toArray()).toEqual(a.matmul(b).t().toArray());
  });

  it('contracts many operands from left to right', () => {
    const c = arange(8).reshape(4, 2).float();
    expect(einsum('ij,jk,kl->il', a, b, c).toArray()).toEqual(a.matmul(b).matmul(c).toArray());
    expect(einsum('ij,ij,ij->i', a, a, a).toArray()).toEqual([9, 216]);
  });

  it('lets "..." stand for dims that broadcast', () => {
    const batch = ones(5, 1, 2, 3);
    expect(einsum('...ij,...jk->...ik', batch, ones(4, 3, 6)).shape).toEqual([5, 4, 2, 6]);
    expect(einsum('...ij->...ji', batch).shape).toEqual([5, 1, 3, 2]);
    expect(einsum('...i->i', batch).toArray()).toEqual([10, 10, 10]);
    expect(einsum('i...,...', ones(2, 3), ones(3)).shape).toEqual([3, 2]);
  });

  it('stretches lengths of 1', () => {
    expect(einsum('ij,ij->i', ones(2, 1), ones(2, 3)).toArray()).toEqual([3, 3]);
    expect(einsum('ij,jk->ik', ones(2, 3), ones(1, 4)).index(0).toArray()).toEqual([3, 3, 3, 3]);
  });

  it('sums over no elements', () => {
    expect(einsum('ij,jk->ik', ones(2, 0), ones(0, 2)).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it.each<[string, number[][], new (message: string) => Error, string]>([
    ['ij,jk->ik', [[2, 3]], ArgumentError, 'it has 2 terms for 1 operands'],
    ['i1->i', [[2, 3]], ArgumentError, "'1' is neither a letter nor '...'"],
    ['i..->i', [[2, 3]], ArgumentError, "'.' is neither a letter"],
    ['......->', [[2, 3]], ArgumentError, "'...' is given twice"],
    ['ij->k', [[2, 3]], ArgumentError, "the output's 'k' is in no operand"],
    ['ij->ii', [[2, 3]], ArgumentError, 'the output names a dim twice'],
    ['i->j->i', [[2]], ArgumentError, "'->' is given twice"],
    ['ijk', [[2, 3]], ShapeError, "'ijk' does not name the dims of operand 0"],
    ['i', [[2, 3]], ShapeError, 'whose shape is [2, 3]'],
    [
      'ij,jk->ik',
      [
        [2, 3],
        [2, 3],
      ],
      ShapeError,
      "'j' has lengths 3 and 2",
    ],
    ['ii->i', [[2, 3]], ShapeError, "'i' names dims of length 2 and 3 of one operand"],
  ])('explains what is wrong with %s', (equation, shapes, error, message) => {
    const operands = shapes.map((shape) => ones(shape));
    expect(() => einsum(equation, ...operands)).toThrow(error);
    expect(() => einsum(equation, ...operands)).toThrow(message);
  });

  it('takes at least one operand', () => {
    expect(() => einsum('i->i')).toThrow(ArgumentError);
  });
});
