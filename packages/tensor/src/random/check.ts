import type { DType } from '../dtype.ts';
import { isFloatingPoint } from '../dtype.ts';
import { ArgumentError, DTypeError } from '../errors.ts';

/** Throws unless `value` is a number and not NaN. */
export function checkNumber(operation: string, name: string, value: number): void {
  if (typeof value === 'number' && !Number.isNaN(value)) return;
  throw new ArgumentError(`${operation} expects ${name} to be a number; got ${value}`);
}

/** Throws unless `value` is an integer that a float64 holds exactly. */
export function checkInteger(operation: string, name: string, value: number): void {
  if (Number.isSafeInteger(value)) return;
  throw new ArgumentError(
    `${operation} expects ${name} to be an integer between -2^53 and 2^53; got ${value}`,
  );
}

/** Throws unless `value` is a probability. */
export function checkProbability(operation: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new ArgumentError(`${operation} expects p to be in [0, 1]; got p=${value}`);
}

/** Throws unless `dtype` is a floating point type. */
export function checkFloatingPoint(operation: string, dtype: DType): void {
  if (isFloatingPoint(dtype)) return;
  throw new DTypeError(`${operation} fills float32 or float64 tensors; got ${dtype}`);
}
