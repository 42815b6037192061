import type { TypedArray } from '../dtype.ts';
import { fusedMultiplyAdd64 } from './fused-multiply-add.ts';

// PyTorch turns float32 uniforms into normals eight lanes at a time, with the polynomials of
// Cephes for the logarithm, the sine and the cosine. Working in float32 with the same polynomials
// gives the same last digit, and is faster than float64 functions that are right to more digits.

const round = Math.fround;
const twoPi = round(2 * Math.PI);
const squareRootOfHalf = round(Math.SQRT1_2);

const bits = new Int32Array(1);
const bitsAsFloat = new Float32Array(bits.buffer);

/** `x * y + z` with the product unrounded, as the fused instruction has it. */
function fused(x: number, y: number, z: number): number {
  // Rounding through float64 differs from a true fused operation about once in 2^29.
  return round(x * y + z);
}

// Cephes numbers the coefficients of each polynomial from the highest power down.
const logarithm0 = round(7.0376836292e-2);
const logarithm1 = round(-1.151461031e-1);
const logarithm2 = round(1.167699874e-1);
const logarithm3 = round(-1.2420140846e-1);
const logarithm4 = round(1.4249322787e-1);
const logarithm5 = round(-1.6668057665e-1);
const logarithm6 = round(2.0000714765e-1);
const logarithm7 = round(-2.4999993993e-1);
const logarithm8 = round(3.3333331174e-1);
const lnTwoLow = round(-2.1219444e-4);
const lnTwoHigh = 0.693359375;

/** The natural logarithm of a normal positive float32. */
function logarithm(value: number): number {
  bitsAsFloat[0] = value;
  const word = bits[0] as number;
  let exponent = (word >>> 23) - 126;
  bits[0] = (word & 0x7fffff) | 0x3f000000;
  let x = bitsAsFloat[0];
  if (x < squareRootOfHalf) {
    exponent -= 1;
    x = round(x - 1 + x);
  } else {
    x = round(x - 1);
  }
  const square = round(x * x);
  let y = fused(logarithm0, x, logarithm1);
  y = fused(y, x, logarithm2);
  y = fused(y, x, logarithm3);
  y = fused(y, x, logarithm4);
  y = fused(y, x, logarithm5);
  y = fused(y, x, logarithm6);
  y = fused(y, x, logarithm7);
  y = fused(y, x, logarithm8);
  y = fused(round(y * x), square, round(exponent * lnTwoLow));
  y = fused(square, -0.5, y);
  return fused(exponent, lnTwoHigh, round(x + y));
}

const fourOverPi = round(4 / Math.PI);
const quarterPiHigh = 0.78515625;
const quarterPiMiddle = 2.4187564849853516e-4;
const quarterPiLow = round(3.774894977445941e-8);
const sine0 = round(-1.9515295891e-4);
const sine1 = round(8.3321608736e-3);
const sine2 = round(-1.6666654611e-1);
const cosine0 = round(2.443315711809948e-5);
const cosine1 = round(-1.388731625493765e-3);
const cosine2 = round(4.166664568298827e-2);

/**
 * Turns the 16 float32 uniforms at `start` into 16 normal samples, in place: the first eight are
 * radii, the last eight angles, and pair by pair they become cosines and sines.
 *
 * @see Box and Muller (1958), "A note on the generation of random normal deviates".
 */
export function boxMuller32(values: TypedArray, start: number, mean: number, std: number): void {
  for (let i = start; i < start + 8; i++) {
    const radius = round(Math.sqrt(-2 * logarithm(1 - (values[i] as number))));
    const angle = round(twoPi * (values[i + 8] as number));

    const octant = (Math.trunc(round(angle * fourOverPi)) + 1) & ~1;
    let x = fused(octant, -quarterPiHigh, angle);
    x = fused(octant, -quarterPiMiddle, x);
    x = fused(octant, -quarterPiLow, x);
    const square = round(x * x);

    let even = fused(cosine0, square, cosine1);
    even = fused(even, square, cosine2);
    even = fused(round(even * square), square, round(square * -0.5));
    even = round(even + 1);

    let odd = fused(sine0, square, sine1);
    odd = fused(odd, square, sine2);
    odd = fused(round(odd * square), x, x);

    const isAligned = (octant & 2) === 0;
    const sine = isAligned ? odd : even;
    const cosine = isAligned ? even : odd;
    const signedSine = (octant & 4) === 0 ? sine : -sine;
    const signedCosine = ((octant - 2) & 4) === 0 ? -cosine : cosine;
    values[i] = round(radius * signedCosine) * std + mean;
    values[i + 8] = round(radius * signedSine) * std + mean;
  }
}

/** The same of 16 float64 uniforms, with the platform's own functions. */
export function boxMuller64(values: TypedArray, start: number, mean: number, std: number): void {
  for (let i = start; i < start + 8; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - (values[i] as number)));
    const angle = 2 * Math.PI * (values[i + 8] as number);
    values[i] = fusedMultiplyAdd64(radius * Math.cos(angle), std, mean);
    values[i + 8] = fusedMultiplyAdd64(radius * Math.sin(angle), std, mean);
  }
}
