import { ArgumentError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { broadcastStrides, dataOf, forEachRow } from './strided.ts';

type BinaryKernel = (out: Tensor, inputs: readonly [Tensor, Tensor]) => void;

/** Whether one row with a fixed step reads all of `x`: it fills `out` densely, or is one number. */
function isOneRow(out: Tensor, x: Tensor): boolean {
  return x.numel() === 1 || (x.numel() === out.numel() && x.isContiguous());
}

/** Applies a function of two numbers to every pair of elements, broadcast to `out`. */
export function zipElements(
  out: Tensor,
  a: Tensor,
  b: Tensor,
  operation: (left: number, right: number) => number,
): void {
  const destination = dataOf(out);
  const left = dataOf(a);
  const right = dataOf(b);
  const row = (begin: number, length: number, i: number, iStep: number, j: number, jStep: number) => {
    const end = begin + length;
    for (let k = begin; k < end; k++) {
      destination[k] = operation(left[i] as number, right[j] as number);
      i += iStep;
      j += jStep;
    }
  };
  if (isOneRow(out, a) && isOneRow(out, b)) {
    row(out.offset, out.numel(), a.offset, a.numel() === 1 ? 0 : 1, b.offset, b.numel() === 1 ? 0 : 1);
    return;
  }
  if (out.numel() === 0) return;
  const strides = [broadcastStrides(a, out.shape), broadcastStrides(b, out.shape)] as const;
  const last = out.ndim - 1;
  const length = out.shape[last] as number;
  const [aStep, bStep] = [strides[0][last] as number, strides[1][last] as number];
  forEachRow(out.shape, strides, [a.offset, b.offset], (index, [i, j]) => {
    row(out.offset + index * length, length, i as number, aStep, j as number, bStep);
  });
}

function binary(operation: (left: number, right: number) => number): BinaryKernel {
  return (out, [a, b]) => zipElements(out, a, b, operation);
}

/** The remainder that takes the divisor's sign, as Python's `%`. */
function remainder(left: number, right: number): number {
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
}

/** `pow` of C and PyTorch: 1 to any power is 1, and so is -1 to an infinite one. */
function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY) return 1;
  return base ** exponent;
}

// A saturated sigmoid gives 0 or 1 exactly; PyTorch stops the logarithms at -100.
const smallestLog = -100;

function binaryCrossEntropy(probability: number, target: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new ArgumentError(
      `binaryCrossEntropy takes probabilities, from 0 to 1; got ${probability}; for scores of any size ` +
        'there is binaryCrossEntropyWithLogits',
    );
  }
  return (
    (target - 1) * Math.max(Math.log1p(-probability), smallestLog) -
    target * Math.max(Math.log(probability), smallestLog)
  );
}

const multiply = binary((left, right) => left * right);
// The product of two large integers needs more bits than a double has.
const multiplyIntegers = binary(Math.imul);

export const binaryKernels = {
  add: binary((left, right) => left + right),
  atan2: binary(Math.atan2),
  binaryCrossEntropy: binary(binaryCrossEntropy),
  div: binary((left, right) => left / right),
  floorDivide: binary((left, right) => Math.floor(left / right)),
  fmod: binary((left, right) => left % right),
  maximum: binary(Math.max),
  minimum: binary(Math.min),
  mul: (out: Tensor, inputs: readonly [Tensor, Tensor]): void => {
    (out.dtype === 'int32' ? multiplyIntegers : multiply)(out, inputs);
  },
  pow: binary(power),
  remainder: binary(remainder),
  sub: binary((left, right) => left - right),

  eq: binary((left, right) => (left === right ? 1 : 0)),
  ge: binary((left, right) => (left >= right ? 1 : 0)),
  gt: binary((left, right) => (left > right ? 1 : 0)),
  le: binary((left, right) => (left <= right ? 1 : 0)),
  logicalAnd: binary((left, right) => (left !== 0 && right !== 0 ? 1 : 0)),
  logicalOr: binary((left, right) => (left !== 0 || right !== 0 ? 1 : 0)),
  logicalXor: binary((left, right) => ((left !== 0) !== (right !== 0) ? 1 : 0)),
  lt: binary((left, right) => (left < right ? 1 : 0)),
  ne: binary((left, right) => (left !== right ? 1 : 0)),
} as const;
