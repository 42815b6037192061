import { decodeNumber, type EncodedResult } from '@chainrule/oracle/cases';
import type { Tolerance } from './primitives.ts';

/** A tensor that was read: its elements in row-major order. */
export interface Values {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** How far an answer is from PyTorch's. */
export interface Measure {
  /** The largest `|received - expected| / max(1, |expected|)`; infinite where one is not finite. */
  readonly error: number;
  /** What is wrong, when it is further than allowed. */
  readonly problem?: string;
}

/** What a comparison minds besides the tolerance. */
export interface Strictness {
  readonly tolerance: Tolerance;
  /** Whether 0 and -0 are told apart. */
  readonly signedZeros: boolean;
}

/** Compares what a device gave with what PyTorch did. */
export function measure(received: Values, expected: EncodedResult, strict: Strictness): Measure {
  const form = `${received.dtype}[${received.shape.join(', ')}]`;
  const wanted = `${expected.dtype}[${expected.shape.join(', ')}]`;
  if (form !== wanted) {
    return { error: Number.POSITIVE_INFINITY, problem: `is ${form}, not ${wanted}` };
  }
  const { relative, absolute } = strict.tolerance;
  const round = expected.dtype === 'float32' ? Math.fround : Number;
  let error = 0;
  let problem: string | undefined;
  expected.data.forEach((encoded, place) => {
    // A fixture has the fewest digits that read back as the same float32.
    const target = round(decodeNumber(encoded));
    const value = received.data[place] as number;
    const distance = distanceBetween(value, target);
    // Where float32 itself is at fault, PyTorch's answer is no truth to its last digit.
    const allowed = Math.max(absolute, expected.atol ?? 0) + relative * Math.abs(target);
    const wrongZero =
      strict.signedZeros && value === 0 && target === 0 && !Object.is(value, target);
    if (distance > 0) error = Math.max(error, distance / Math.max(1, Math.abs(target)));
    // What an infinite answer allows is infinite as well.
    const isClose = distance === 0 || (Number.isFinite(distance) && distance <= allowed);
    if (isClose && !wrongZero) return;
    problem ??= `element ${place} is ${print(value)}, not ${print(target)} (difference ${distance})`;
  });
  return problem === undefined ? { error } : { error, problem };
}

function distanceBetween(value: number, target: number): number {
  if (Object.is(value, target) || value === target) return 0;
  const distance = Math.abs(value - target);
  return Number.isFinite(distance) && Number.isFinite(target) ? distance : Number.POSITIVE_INFINITY;
}

const print = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));
