import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  add,
  type DType,
  DTypeError,
  div,
  dtypes,
  eq,
  floorDivide,
  full,
  getDefaultDtype,
  maximum,
  mul,
  ones,
  pow,
  promoteTypes,
  setDefaultDtype,
  sub,
  type TensorOperand,
  tensor,
  where,
} from '../index.ts';

type Row = readonly [left: string, right: string, dtype: DType | null];

const table: Readonly<Record<string, readonly Row[]>> = JSON.parse(
  readFileSync(new URL('./fixtures/promotion.json', import.meta.url), 'utf8'),
);

type Operation = (left: TensorOperand, right: TensorOperand) => { readonly dtype: DType };

const condition = tensor([true, false]);
const operations: Readonly<Record<string, Operation>> = {
  add,
  div,
  eq,
  floorDivide,
  maximum,
  mul,
  pow,
  sub,
  where: (left, right) => where(condition, left, right),
};

const numbers: Readonly<Record<string, number | boolean>> = {
  integer: 2,
  fraction: 1.5,
  boolean: true,
};

function operand(name: string): TensorOperand {
  const number = numbers[name];
  if (number !== undefined) return number;
  const [dtype, kind] = name.split(' ') as [DType, string];
  return ones(kind === 'vector' ? [2] : [], { dtype });
}

describe.each(Object.entries(table))('%s', (name, rows) => {
  const operation = operations[name] as Operation;

  it('gives the dtypes that PyTorch gives', () => {
    const answers = rows.map(([left, right]) => {
      try {
        return [left, right, operation(operand(left), operand(right)).dtype];
      } catch (error) {
        if (error instanceof DTypeError) return [left, right, null];
        throw error;
      }
    });
    expect(answers).toEqual(rows);
  });
});

it('covers every operation of the table', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(operations).sort());
});

describe('promoteTypes', () => {
  it('is symmetric, and leaves a dtype as it is with itself', () => {
    for (const a of dtypes) {
      expect(promoteTypes(a, a)).toBe(a);
      for (const b of dtypes) expect(promoteTypes(a, b)).toBe(promoteTypes(b, a));
    }
  });
});

describe('the default dtype', () => {
  it('is what integers become where floats are needed', () => {
    const before = getDefaultDtype();
    try {
      setDefaultDtype('float64');
      const integers = full([2], 3, { dtype: 'int32' });
      expect(tensor([1]).dtype).toBe('float64');
      expect(integers.div(2).dtype).toBe('float64');
      expect(integers.add(0.5).dtype).toBe('float64');
      expect(integers.sqrt().dtype).toBe('float64');
    } finally {
      setDefaultDtype(before);
    }
    expect(() => setDefaultDtype('int32')).toThrow(DTypeError);
  });
});
