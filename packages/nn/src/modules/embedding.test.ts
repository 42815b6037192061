import { ArgumentError, DTypeError, ShapeError, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Embedding } from '../index.ts';

const integers = { dtype: 'int32' } as const;

describe('Embedding', () => {
  it('refuses indices out of range, and ones that are no integers', () => {
    const layer = new Embedding(3, 2);
    expect(() => layer(tensor([3], integers))).toThrow(ShapeError);
    expect(() => layer(tensor([1]))).toThrow(DTypeError);
  });

  it('refuses a padding row that is not there', () => {
    expect(() => new Embedding(3, 2, { paddingIdx: 3 })).toThrow(ArgumentError);
    expect(new Embedding(3, 2, { paddingIdx: -3 }).weight.select(0, 0).toArray()).toEqual([0, 0]);
  });
});
