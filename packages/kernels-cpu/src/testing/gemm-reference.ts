/** What a matrix product takes, for the references below. */
export interface Product {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly alpha: number;
  readonly a: Float32Array;
  readonly lda: number;
  readonly b: Float32Array;
  readonly ldb: number;
  readonly beta: number;
  readonly c: Float32Array;
  readonly ldc: number;
}

type Round = (value: number) => number;

/** C in float64, by the definition. */
export function gemmFloat64(product: Product): Float64Array {
  return multiply(product, (value) => value, Infinity, Float64Array.from(product.c));
}

/** C in float32, every step rounded, in the kernels' order: blocks of 256 along the depth. */
export function gemmFloat32(product: Product): Float32Array {
  return multiply(product, Math.fround, 256, Float32Array.from(product.c));
}

function multiply<C extends Float32Array | Float64Array>(
  product: Product,
  round: Round,
  block: number,
  c: C,
): C {
  const { transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, ldc } = product;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const at = i * ldc + j;
      let value = beta === 0 ? 0 : round(beta * c[at]!);
      if (alpha !== 0) {
        for (let from = 0; from < k; from += block) {
          let sum = 0;
          for (let p = from; p < Math.min(k, from + block); p++) {
            const left = a[transposeA ? p * lda + i : i * lda + p]!;
            const right = b[transposeB ? j * ldb + p : p * ldb + j]!;
            sum = round(sum + round(left * right));
          }
          value = round(value + round(alpha * sum));
        }
      }
      c[at] = value;
    }
  }
  return c;
}
