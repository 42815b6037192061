import { type DType, isFloatingPoint } from '../dtype.ts';
import { exactDecimal, shiftRight } from './decimal.ts';

// `toFixed` and `toExponential` round ties away from zero, and `toFixed` gives up at 1e21, so
// fixed and scientific forms are written from the exact decimal expansion instead.

/** Python's `'{:.Nf}'.format(value)`, where N is `precision`. */
export function formatFixed(value: number, precision: number): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  const { digits, scale } = exactDecimal(value);
  const text = shiftRight(digits, scale - precision).toString();
  return sign(value) + insertPoint(text.padStart(precision + 1, '0'), precision);
}

/** Python's `'{:.Ne}'.format(value)`, where N is `precision`. */
export function formatScientific(value: number, precision: number): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  const { digits, scale } = exactDecimal(value);
  const length = digits.toString().length;
  const rounded = shiftRight(digits, length - 1 - precision).toString();
  const significand = rounded.padEnd(precision + 1, '0').slice(0, precision + 1);
  // Rounding 9.99... up leaves one digit too many, a zero: the exponent is then one higher.
  const carried = rounded.length > precision + 1 ? 1 : 0;
  const exponent = value === 0 ? 0 : length - 1 - scale + carried;
  return sign(value) + insertPoint(significand, precision) + formatExponent(exponent);
}

/**
 * Python's `repr(x)` of a number read from a tensor: what `print(loss.item())` shows.
 *
 * A float32 is printed as the double that it equals, as `item()` returns it, so it has up to
 * 17 digits. Integers print as Python's `int`, bools as `True` and `False`.
 *
 * @param value the number
 * @param dtype the dtype it was read from; `float32` rounds `value` to float32 first
 * @example
 * ```ts
 * formatPythonFloat(0.1); // '0.1'
 * formatPythonFloat(0.1, 'float32'); // '0.10000000149011612'
 * formatPythonFloat(1); // '1.0'
 * formatPythonFloat(1e16); // '1e+16'
 * ```
 * @see https://docs.python.org/3/library/functions.html#repr
 */
export function formatPythonFloat(value: number, dtype: DType = 'float64'): string {
  if (!isFloatingPoint(dtype)) return formatPythonInteger(value, dtype);
  return shortestFloat(dtype === 'float32' ? Math.fround(value) : value);
}

/** Python's `str` of an element of an integer or bool tensor. */
export function formatPythonInteger(value: number, dtype: DType): string {
  if (dtype === 'bool') return value === 0 ? 'False' : 'True';
  return String(value);
}

function shortestFloat(value: number): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  if (value === 0) return `${sign(value)}0.0`;
  const magnitude = Math.abs(value);
  // Python leaves positional form earlier than JavaScript does, at both ends.
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    return Number.isInteger(value) ? `${value}.0` : String(value);
  }
  const [significand = '', exponent = ''] = value.toExponential().split('e');
  return significand + formatExponent(Number(exponent));
}

function formatNonFinite(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'inf' : '-inf';
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

/** Sets the decimal point `precision` digits from the right. */
function insertPoint(digits: string, precision: number): string {
  if (precision === 0) return digits;
  return `${digits.slice(0, -precision)}.${digits.slice(-precision)}`;
}

function formatExponent(exponent: number): string {
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `e${exponent < 0 ? '-' : '+'}${digits}`;
}
