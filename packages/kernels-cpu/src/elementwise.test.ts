import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArithmeticFunctions, CompareFunctions } from './functions/index.ts';
import { builds } from './testing/builds.ts';
import { float32At, outputOf, scoped } from './testing/resident.ts';

type Operation = (x: number, y: number) => number;

const arithmetic: { readonly [F in keyof ArithmeticFunctions]: Operation } = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  maximum: Math.max,
  minimum: Math.min,
};

const comparisons: { readonly [F in keyof CompareFunctions]: Operation } = {
  eq: (x, y) => Number(x === y),
  ne: (x, y) => Number(x !== y),
  lt: (x, y) => Number(x < y),
  le: (x, y) => Number(x <= y),
  gt: (x, y) => Number(x > y),
  ge: (x, y) => Number(x >= y),
};

/** An operand: how it repeats, and enough values for any. */
interface Operand {
  readonly repeats: 'no' | 'row' | 'column' | 'scalar';
  readonly values: readonly number[];
}

const value = fc.oneof(
  fc.float(),
  fc.constantFrom(0, -0, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const size = fc.integer({ min: 0, max: 9 });
const operand: fc.Arbitrary<Operand> = fc.record({
  repeats: fc.constantFrom('no', 'row', 'column', 'scalar'),
  values: fc.array(value, { minLength: 81, maxLength: 81 }),
});

/** Where the value for a row and a column is, and the layout that tells a kernel so. */
function layoutOf({ repeats }: Operand, columns: number): readonly [row: number, step: 0 | 1] {
  const layouts = { no: [columns, 1], row: [0, 1], column: [1, 0], scalar: [0, 0] } as const;
  return layouts[repeats];
}

function expected(
  rows: number,
  columns: number,
  operands: readonly Operand[],
  operation: (...values: number[]) => number,
): number[] {
  const places = Array.from({ length: rows * columns }, (_, i) => i);
  return places.map((place) => {
    const row = Math.floor(place / columns);
    const values = operands.map((operand) => {
      const [rowStep, step] = layoutOf(operand, columns);
      return operand.values[row * rowStep + (place % columns) * step]!;
    });
    return operation(...values);
  });
}

describe.each(builds)('elementwise, $build', (kernels) => {
  const { arena, functions } = kernels;

  it.each(Object.entries(arithmetic))('computes %s however the operands repeat', (name, apply) => {
    const zip = functions[name as keyof ArithmeticFunctions];
    fc.assert(
      fc.property(size, size, operand, operand, (rows, columns, a, b) =>
        scoped(kernels, () => {
          const operands = [a, b].map((one) => [
            float32At(kernels, one.values),
            ...layoutOf(one, columns),
          ]) as [[number, number, 0 | 1], [number, number, 0 | 1]];
          const actual = outputOf(kernels, rows * columns, (target) =>
            zip(rows, columns, ...operands[0], ...operands[1], target),
          );
          const exact = expected(rows, columns, [a, b], apply as (...v: number[]) => number);
          expect([...actual]).toEqual(exact.map(Math.fround));
        }),
      ),
    );
  });

  it.each(Object.entries(comparisons))(
    'compares by %s however the operands repeat',
    (name, apply) => {
      const zip = functions[name as keyof CompareFunctions];
      fc.assert(
        fc.property(size, size, operand, operand, (rows, columns, a, b) =>
          scoped(kernels, () => {
            const [left, right] = [a, b].map((one) => float32At(kernels, one.values));
            const target = arena.allocate(rows * columns + 1);
            arena.uint8(target, rows * columns + 1).fill(7);
            const [aLayout, bLayout] = [layoutOf(a, columns), layoutOf(b, columns)];
            zip(rows, columns, left!, ...aLayout, right!, ...bLayout, target);
            const exact = expected(rows, columns, [a, b], apply as (...v: number[]) => number);
            expect([...arena.uint8(target, rows * columns + 1)]).toEqual([...exact, 7]);
          }),
        ),
      );
    },
  );

  it('chooses by a condition however the operands repeat', () => {
    fc.assert(
      fc.property(size, size, operand, operand, operand, (rows, columns, test, a, b) =>
        scoped(kernels, () => {
          const truths = test.values.map((x) => (x > 0 ? 255 : 0));
          const condition = arena.allocate(truths.length);
          arena.uint8(condition, truths.length).set(truths);
          const [left, right] = [a, b].map((one) => float32At(kernels, one.values));
          const actual = outputOf(kernels, rows * columns, (target) =>
            functions.where(
              rows,
              columns,
              condition,
              ...layoutOf(test, columns),
              left!,
              ...layoutOf(a, columns),
              right!,
              ...layoutOf(b, columns),
              target,
            ),
          );
          const operands = [{ ...test, values: truths }, a, b];
          const exact = expected(rows, columns, operands, (truth, x, y) => (truth ? x! : y!));
          expect([...actual]).toEqual(exact);
        }),
      ),
    );
  });

  it('writes over a dense operand', () => {
    scoped(kernels, () => {
      const a = float32At(kernels, [1, 2, 3, 4, 5, 6, 7]);
      functions.add(1, 7, a, 0, 1, a, 0, 1, a);
      functions.mul(1, 7, a, 0, 1, a, 0, 0, a);
      expect([...arena.float32(a, 7)]).toEqual([4, 8, 12, 16, 20, 24, 28]);
    });
  });
});
