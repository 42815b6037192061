import { isFloatingPoint, type TypedArray } from '../dtype.ts';
import { ArgumentError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { broadcastStrides, dataOf, forEachRow } from './strided.ts';

type BinaryKernel = (out: Tensor, inputs: readonly [Tensor, Tensor]) => void;
type Operation = (left: number, right: number) => number;

/** Writes a row: `left` and `right` are read from `i` and `j` on, each with a step of its own. */
function zipRow(
  operation: Operation,
  destination: TypedArray,
  begin: number,
  length: number,
  left: TypedArray,
  i: number,
  iStep: number,
  right: TypedArray,
  j: number,
  jStep: number,
): void {
  const end = begin + length;
  for (let k = begin; k < end; k++) {
    destination[k] = operation(left[i] as number, right[j] as number);
    i += iStep;
    j += jStep;
  }
}

/**
 * After how many elements `x`, read one after the other, has to start again to fill `out`: never
 * for one number and for a tensor as large as `out`, 0 where it isn't read in order.
 */
function period(out: Tensor, x: Tensor): number {
  if (x.numel() === 1) return out.numel();
  if (!x.isContiguous()) return 0;
  const extra = out.ndim - x.ndim;
  let dim = 0;
  while (x.shape[dim] === 1) dim++;
  for (; dim < x.ndim; dim++) if (x.shape[dim] !== out.shape[dim + extra]) return 0;
  return x.numel();
}

/** Applies a function of two numbers to every pair of elements, broadcast to `out`. */
export function zipElements(out: Tensor, a: Tensor, b: Tensor, operation: Operation): void {
  const count = out.numel();
  if (count === 0) return;
  const length = Math.min(period(out, a), period(out, b));
  if (length === 0) {
    zipRows(out, a, b, operation);
    return;
  }
  const destination = dataOf(out);
  const left = dataOf(a);
  const right = dataOf(b);
  const aStep = a.numel() === 1 ? 0 : 1;
  const bStep = b.numel() === 1 ? 0 : 1;
  const aMoves = a.numel() === count ? 1 : 0;
  const bMoves = b.numel() === count ? 1 : 0;
  for (let done = 0; done < count; done += length) {
    const begin = out.offset + done;
    const i = a.offset + done * aMoves;
    const j = b.offset + done * bMoves;
    zipRow(operation, destination, begin, length, left, i, aStep, right, j, bStep);
  }
}

/** As {@link zipElements}, for operands of any layout. */
function zipRows(out: Tensor, a: Tensor, b: Tensor, operation: Operation): void {
  const [destination, left, right] = [dataOf(out), dataOf(a), dataOf(b)];
  const strides = [broadcastStrides(a, out.shape), broadcastStrides(b, out.shape)] as const;
  const last = out.ndim - 1;
  const length = out.shape[last] as number;
  const [aStep, bStep] = [strides[0][last] as number, strides[1][last] as number];
  forEachRow(out.shape, strides, [a.offset, b.offset], (index, [i, j]) => {
    const begin = out.offset + index * length;
    zipRow(
      operation,
      destination,
      begin,
      length,
      left,
      i as number,
      aStep,
      right,
      j as number,
      bStep,
    );
  });
}

function binary(operation: Operation): BinaryKernel {
  return (out, inputs) => zipElements(out, inputs[0], inputs[1], operation);
}

/** The remainder that takes the divisor's sign, as Python's `%`. */
function remainder(left: number, right: number): number {
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
}

/**
 * Python's `//`: rounding `left / right` down would be off by one where the quotient, rounded to a
 * double, is whole.
 */
function floorDivide(left: number, right: number): number {
  if (right === 0) return left / right;
  const rest = left % right;
  const quotient = (left - rest) / right - (rest !== 0 && right < 0 !== rest < 0 ? 1 : 0);
  if (quotient === 0) return Math.sign(left / right) * 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/**
 * `pow` of C: 1 to any power is 1, and so is -1 to an infinite one. As in PyTorch, roots are taken
 * as such, which tells at -0 and -inf.
 */
function power(base: number, exponent: number): number {
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  if (base === 1) return 1;
  if (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY) return 1;
  return base ** exponent;
}

/** Integers to integer powers by squaring, wrapping as 32-bit products do. */
function integerPower(base: number, exponent: number): number {
  if (exponent < 0) return Math.trunc(base ** exponent);
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}

// A saturated sigmoid gives 0 or 1 exactly; PyTorch stops the logarithms at -100.
const smallestLog = -100;

/**
 * PyTorch takes `log(1 - p)` in the tensor's own precision, where a small probability loses digits
 * that `log1p` would keep; losses are to be its losses, so we lose them too.
 *
 * @param round - rounds to the dtype's precision.
 */
function binaryCrossEntropy(round: (value: number) => number): Operation {
  return (probability, target) => {
    if (!(probability >= 0 && probability <= 1)) {
      throw new ArgumentError(
        `binaryCrossEntropy takes probabilities, from 0 to 1; got ${probability}; for scores of any ` +
          'size there is binaryCrossEntropyWithLogits',
      );
    }
    const logComplement = round(Math.log(round(1 - probability)));
    const logProbability = round(Math.log(probability));
    return (
      (target - 1) * Math.max(logComplement, smallestLog) -
      target * Math.max(logProbability, smallestLog)
    );
  };
}

const binaryCrossEntropyOf = {
  float32: binary(binaryCrossEntropy(Math.fround)),
  float64: binary(binaryCrossEntropy((value) => value)),
};

function divisor(value: number): number {
  if (value === 0) throw new ArgumentError('an integer cannot be divided by 0; use div or floats');
  return value;
}

/** One function for floats and another for integers, which wrap and have no infinity. */
function byKind(forFloats: Operation, forIntegers: Operation): BinaryKernel {
  const [floats, integers] = [binary(forFloats), binary(forIntegers)];
  return (out, inputs) => (isFloatingPoint(out.dtype) ? floats : integers)(out, inputs);
}

const sum = binary((left, right) => left + right);
const either = binary((left, right) => (left !== 0 || right !== 0 ? 1 : 0));

export const binaryKernels = {
  // A bool is stored as 0 or 1, and the sum of two of them is a bool again.
  add: (out: Tensor, inputs: readonly [Tensor, Tensor]): void => {
    (out.dtype === 'bool' ? either : sum)(out, inputs);
  },
  atan2: binary(Math.atan2),
  binaryCrossEntropy: (out: Tensor, inputs: readonly [Tensor, Tensor]): void => {
    binaryCrossEntropyOf[out.dtype === 'float32' ? 'float32' : 'float64'](out, inputs);
  },
  div: binary((left, right) => left / right),
  floorDivide: byKind(floorDivide, (left, right) => Math.floor(left / divisor(right))),
  fmod: byKind(
    (left, right) => left % right,
    (left, right) => left % divisor(right),
  ),
  maximum: binary(Math.max),
  minimum: binary(Math.min),
  // The product of two large integers needs more bits than a double has.
  mul: byKind((left, right) => left * right, Math.imul),
  pow: byKind(power, integerPower),
  remainder: byKind(remainder, (left, right) => remainder(left, divisor(right))),
  sub: binary((left, right) => left - right),

  eq: binary((left, right) => (left === right ? 1 : 0)),
  ge: binary((left, right) => (left >= right ? 1 : 0)),
  gt: binary((left, right) => (left > right ? 1 : 0)),
  le: binary((left, right) => (left <= right ? 1 : 0)),
  logicalAnd: binary((left, right) => (left !== 0 && right !== 0 ? 1 : 0)),
  logicalOr: either,
  logicalXor: binary((left, right) => ((left !== 0) !== (right !== 0) ? 1 : 0)),
  lt: binary((left, right) => (left < right ? 1 : 0)),
  ne: binary((left, right) => (left !== right ? 1 : 0)),
} as const;
