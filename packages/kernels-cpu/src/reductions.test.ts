import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builds } from './testing/builds.ts';
import { randomValues } from './testing/random.ts';
import { float32At, outputOf, scoped } from './testing/resident.ts';

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);
const largest = (values: readonly number[]): number => Math.max(...values);

/** Every way that a matrix meets the end of a vector, with gaps between its rows. */
const matrices = fc.record({
  rows: fc.integer({ min: 0, max: 9 }),
  columns: fc.integer({ min: 0, max: 13 }),
  gap: fc.integer({ min: 0, max: 3 }),
  seed: fc.nat(1000),
});

function rowsOf(data: Float32Array, rows: number, columns: number, stride: number): number[][] {
  return Array.from({ length: rows }, (_, row) => [
    ...data.subarray(row * stride, row * stride + columns),
  ]);
}

function columnsOf(rows: readonly number[][], columns: number): number[][] {
  return Array.from({ length: columns }, (_, column) => rows.map((row) => row[column]!));
}

describe.each(builds)('reductions, $build', (kernels) => {
  const { functions } = kernels;

  it.each([
    ['sumRows', sum],
    ['maxRows', largest],
    ['sumColumns', sum],
    ['maxColumns', largest],
  ] as const)('computes %s', (name, reduce) => {
    fc.assert(
      fc.property(matrices, ({ rows, columns, gap, seed }) =>
        scoped(kernels, () => {
          const stride = columns + gap;
          const data = randomValues(rows * stride, seed);
          const source = float32At(kernels, data);
          const lines = rowsOf(data, rows, columns, stride);
          const groups = name.endsWith('Rows') ? lines : columnsOf(lines, columns);
          const actual = outputOf(kernels, groups.length, (target) =>
            functions[name](rows, columns, source, stride, target),
          );
          expect([...actual]).toEqual(groups.map((group) => Math.fround(reduce(group))));
        }),
      ),
    );
  });

  it('keeps small terms beside a large one that cancels', () => {
    scoped(kernels, () => {
      const source = float32At(kernels, [1e8, ...new Array(1000).fill(0.25), -1e8]);
      const actual = outputOf(kernels, 1, (target) =>
        functions.sumRows(1, 1002, source, 0, target),
      );
      expect([...actual]).toEqual([250]);
    });
  });

  it.each([0, 3, 4, 6])('carries NaN on from column %i of 7', (column) => {
    scoped(kernels, () => {
      const data = randomValues(7);
      data[column] = Number.NaN;
      const source = float32At(kernels, data);
      for (const reduce of [functions.sumRows, functions.maxRows]) {
        expect([...outputOf(kernels, 1, (target) => reduce(1, 7, source, 7, target))]).toEqual([
          Number.NaN,
        ]);
      }
      const columns = outputOf(kernels, 7, (target) =>
        functions.maxColumns(1, 7, source, 7, target),
      );
      expect([...columns]).toEqual([...data]);
    });
  });
});

/** Rows that overflow when done without care, or whose result is not a number. */
const awkwardRows = [
  [1000, 1000, -1000],
  [-1e30, 0, 1e30, 5, 6],
  [Number.NEGATIVE_INFINITY, 0, 1, 2, 3, 4],
  [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  [Number.POSITIVE_INFINITY, 0, Number.NEGATIVE_INFINITY, 1, 2],
  [Number.NaN, 0, 1, Number.NEGATIVE_INFINITY, 3],
  [7],
];

function softmaxReference(row: readonly number[]): number[] {
  const top = Math.max(...row);
  const total = sum(row.map((x) => Math.exp(x - top)));
  return row.map((x) => Math.fround(Math.exp(x - top) / total));
}

function logSoftmaxReference(row: readonly number[]): number[] {
  const top = Math.max(...row);
  const total = sum(row.map((x) => Math.exp(x - top)));
  return row.map((x) => Math.fround(x - top - Math.log(total)));
}

describe.each(builds)('softmax, $build', (kernels) => {
  it.each([
    ['softmax', softmaxReference],
    ['logSoftmax', logSoftmaxReference],
  ] as const)('rounds %s correctly', (name, reference) => {
    const run = kernels.functions[name];
    for (let columns = 1; columns <= 37; columns++) {
      scoped(kernels, () => {
        const data = randomValues(5 * columns, columns).map((x) => 20 * x);
        const source = float32At(kernels, data);
        const actual = outputOf(kernels, 5 * columns, (to) => run(5, columns, source, to));
        expect([...actual]).toEqual(rowsOf(data, 5, columns, columns).flatMap(reference));
      });
    }
  });

  it.each(awkwardRows.map((row) => [row]))('takes %j as the definition says', (row) => {
    scoped(kernels, () => {
      const { softmax, logSoftmax } = kernels.functions;
      const source = float32At(kernels, row);
      const float32 = [...Float32Array.from(row)];
      const { length } = row;
      expect([...outputOf(kernels, length, (to) => softmax(1, length, source, to))]).toEqual(
        softmaxReference(float32),
      );
      expect([...outputOf(kernels, length, (to) => logSoftmax(1, length, source, to))]).toEqual(
        logSoftmaxReference(float32),
      );
    });
  });
});
