/** A matrix laid out row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/**
 * The factor Q of the QR decomposition of a tall matrix, `(rows, columns) -> (rows, columns)` with
 * orthonormal columns, its signs chosen so that the diagonal of R is not negative.
 *
 * LAPACK leaves the signs to the data; this choice is the only one that makes Q unique.
 *
 * @see Golub and Van Loan, "Matrix Computations", section 5.2.
 */
export function orthonormalFactor({ rows, columns, data }: Matrix): Matrix {
  const r = Float64Array.from(data);
  const reflectors = Array.from({ length: columns }, (_, column) => {
    const reflector = reflectorOf(r, rows, columns, column);
    reflect(r, columns, reflector, column);
    return reflector;
  });

  const q = new Float64Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    q[column * columns + column] = r[column * columns + column]! < 0 ? -1 : 1;
  }
  for (const reflector of reflectors.reverse()) reflect(q, columns, reflector, 0);
  return { rows, columns, data: q };
}

/** A mirror: `x -> x - scale * v (v . x)`, where `v` is zero above row `start`. */
interface Reflector {
  readonly start: number;
  readonly vector: Float64Array;
  readonly scale: number;
}

/** The mirror that turns what stands in `column` from the diagonal down into one number. */
function reflectorOf(
  matrix: Float64Array,
  rows: number,
  columns: number,
  column: number,
): Reflector {
  const vector = Float64Array.from(
    { length: rows - column },
    (_, row) => matrix[(column + row) * columns + column]!,
  );
  const pivot = vector[0]!;
  // Moving the pivot away from zero keeps its digits.
  vector[0] = pivot + (pivot < 0 ? -1 : 1) * Math.hypot(...vector);
  const squares = vector.reduce((sum, value) => sum + value * value, 0);
  return { start: column, vector, scale: squares === 0 ? 0 : 2 / squares };
}

/** Reflects the columns from `firstColumn` on, in place. */
function reflect(
  matrix: Float64Array,
  columns: number,
  { start, vector, scale }: Reflector,
  firstColumn: number,
): void {
  for (let column = firstColumn; column < columns; column++) {
    let product = 0;
    for (let row = 0; row < vector.length; row++) {
      product += vector[row]! * matrix[(start + row) * columns + column]!;
    }
    for (let row = 0; row < vector.length; row++) {
      matrix[(start + row) * columns + column]! -= scale * product * vector[row]!;
    }
  }
}
