// PyTorch's kernels are compiled for AVX2 with FMA, and the compiler fuses `x * y + z` into one
// rounding. A stream is equal to the bit only if we round once too.

const scratch = new Float64Array(1);
const scratchWords = new Uint32Array(scratch.buffer);
const lowWord = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;

/** `x * y + z` of float32 operands, rounded once to float32. */
export function fusedMultiplyAdd32(x: number, y: number, z: number): number {
  // The product of two float32 is exact in float64.
  return Math.fround(addRoundedToOdd(x * y, z));
}

/**
 * `x * y + z` rounded once to float64, for operands between about 1e-150 and 1e150.
 *
 * @see Boldo and Melquiond (2008), "Emulation of FMA and correctly rounded sums: proved
 * algorithms using rounding to odd".
 */
export function fusedMultiplyAdd64(x: number, y: number, z: number): number {
  const product = x * y;
  if (z === 0) return product + z;
  const productError = multiplicationError(x, y, product);
  // Beyond the range where the error of a product can be had, two roundings are the best there is.
  if (Number.isNaN(productError)) return product + z;

  const lower = z + productError;
  const lowerError = additionError(z, productError, lower);
  const upper = product + lower;
  const upperError = additionError(product, lower, upper);
  return upper + addRoundedToOdd(upperError, lowerError);
}

/** The exact difference between `x + y` and `sum`, its rounded value (Knuth's two-sum). */
function additionError(x: number, y: number, sum: number): number {
  const partOfY = sum - x;
  return x - (sum - partOfY) + (y - partOfY);
}

/** The exact difference between `x * y` and `product`, its rounded value (Dekker's product). */
function multiplicationError(x: number, y: number, product: number): number {
  const xScaled = x * 134217729;
  const xHigh = xScaled - (xScaled - x);
  const xLow = x - xHigh;
  const yScaled = y * 134217729;
  const yHigh = yScaled - (yScaled - y);
  const yLow = y - yHigh;
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
}

/**
 * `x + y` rounded so that an inexact sum has an odd last bit, which makes a second rounding, to
 * fewer bits, come out as a single rounding would have.
 */
function addRoundedToOdd(x: number, y: number): number {
  const sum = x + y;
  const error = additionError(x, y, sum);
  if (error === 0 || Number.isNaN(error)) return sum;

  scratch[0] = sum;
  const low = scratchWords[lowWord] as number;
  if ((low & 1) === 1) return sum;
  if (error > 0 === sum > 0) {
    scratchWords[lowWord] = low + 1;
    return scratch[0];
  }
  scratchWords[lowWord] = low - 1;
  if (low === 0) scratchWords[1 - lowWord] = (scratchWords[1 - lowWord] as number) - 1;
  return scratch[0];
}
