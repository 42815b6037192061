import { isFloatingPoint } from '../dtype.ts';
import type { Tensor } from '../tensor.ts';
import { erf, erfinv } from './special.ts';
import { copyRowMajor, dataOf, forEachRow } from './strided.ts';

type UnaryKernel = (out: Tensor, inputs: readonly [Tensor]) => void;

/** Applies a function of one number to every element of `x`. */
function mapElements(out: Tensor, x: Tensor, operation: (value: number) => number): void {
  const destination = dataOf(out);
  const source = dataOf(x);
  if (x.isContiguous()) {
    const shift = x.offset - out.offset;
    const end = out.offset + out.numel();
    for (let i = out.offset; i < end; i++) {
      destination[i] = operation(source[i + shift] as number);
    }
    return;
  }
  if (out.numel() === 0) return;
  const length = x.shape[x.ndim - 1] as number;
  const stride = x.strides[x.ndim - 1] as number;
  forEachRow(x.shape, [x.strides], [x.offset], (row, offsets) => {
    let from = offsets[0] as number;
    const begin = out.offset + row * length;
    for (let i = 0; i < length; i++) {
      destination[begin + i] = operation(source[from] as number);
      from += stride;
    }
  });
}

function unary(operation: (value: number) => number): UnaryKernel {
  return (out, inputs) => mapElements(out, inputs[0], operation);
}

// From here on doubles are whole, and adding it to smaller ones rounds off their fraction.
const firstWhole = 2 ** 52;

/** Rounds halves to the even neighbour, as IEEE 754 and PyTorch do; what becomes 0 keeps its sign. */
function roundHalfToEven(value: number): number {
  const magnitude = Math.abs(value);
  if (magnitude >= firstWhole) return value;
  return Math.sign(value) * (magnitude + firstWhole - firstWhole);
}

/** A float as int32. What does not fit becomes the smallest one, as it does in PyTorch on x86. */
function toInt32(value: number): number {
  return value > -2147483649 && value < 2147483648 ? value : -2147483648;
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

export const unaryKernels = {
  abs: unary(Math.abs),
  acos: unary(Math.acos),
  asin: unary(Math.asin),
  atan: unary(Math.atan),
  ceil: unary(Math.ceil),
  cos: unary(Math.cos),
  cosh: unary(Math.cosh),
  erf: unary(erf),
  erfinv: unary(erfinv),
  exp: unary(Math.exp),
  expm1: unary(Math.expm1),
  floor: unary(Math.floor),
  log: unary(Math.log),
  log10: unary(Math.log10),
  log1p: unary(Math.log1p),
  log2: unary(Math.log2),
  logicalNot: unary((value) => (value === 0 ? 1 : 0)),
  neg: unary((value) => -value),
  reciprocal: unary((value) => 1 / value),
  // Written so that NaN stays NaN, as a comparison with it is false.
  relu: unary((value) => (value < 0 ? 0 : value)),
  round: unary(roundHalfToEven),
  rsqrt: unary((value) => 1 / Math.sqrt(value)),
  sigmoid: unary(sigmoid),
  // PyTorch's sign of NaN is 0.
  sign: unary((value) => (value > 0 ? 1 : value < 0 ? -1 : 0)),
  sin: unary(Math.sin),
  sinh: unary(Math.sinh),
  sqrt: unary(Math.sqrt),
  tan: unary(Math.tan),
  tanh: unary(Math.tanh),
  trunc: unary(Math.trunc),

  cast: (out: Tensor, [x]: readonly [Tensor]): void => {
    if (out.dtype === 'bool') mapElements(out, x, (value) => (value === 0 ? 0 : 1));
    else if (out.dtype === 'int32' && isFloatingPoint(x.dtype)) mapElements(out, x, toInt32);
    else copyRowMajor(x, dataOf(out), out.offset);
  },
  clamp: (
    out: Tensor,
    [x]: readonly [Tensor],
    { min, max }: { min: number | null; max: number | null },
  ): void => {
    const low = min ?? Number.NEGATIVE_INFINITY;
    const high = max ?? Number.POSITIVE_INFINITY;
    mapElements(out, x, (value) => Math.min(Math.max(value, low), high));
  },
  contiguous: (out: Tensor, [x]: readonly [Tensor]): void => {
    copyRowMajor(x, dataOf(out), out.offset);
  },
} as const;
