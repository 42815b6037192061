import type { DType, Primitive } from '@chainrule/tensor';

/** How far a device may be from PyTorch: `|received - expected| <= absolute + relative * |expected|`. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

/** What the suite asks of a primitive. */
export interface Demand {
  /** The dtypes it takes, each of which has cases. */
  readonly dtypes: readonly DType[];
  /** How far its results may be from PyTorch's on a GPU. */
  readonly tolerance: Tolerance;
}

const floats: readonly DType[] = ['float32', 'float64'];
const summed: readonly DType[] = [...floats, 'int32'];
const numbers: readonly DType[] = [...summed, 'uint8'];
const all: readonly DType[] = [...numbers, 'bool'];

/** Nothing is rounded, or as IEEE 754 says. */
const exact: Tolerance = { relative: 0, absolute: 0 };
/** Division and roots, which GPUs round within a few units in the last place. */
const rounded: Tolerance = { relative: 5e-7, absolute: 0 };
/** Functions of the shading languages, which promise less near zero than the CPU's libraries keep. */
const transcendental: Tolerance = { relative: 2e-6, absolute: 1e-6 };
/** `exp` and what is made of it: WebGPU lets it be off by `3 + 2 |x|` units in the last place. */
const exponential: Tolerance = { relative: 5e-6, absolute: 1e-6 };
/** A product of up to a million numbers, each rounded. */
const multiplied: Tolerance = { relative: 5e-5, absolute: 1e-6 };
/** Sums, in another order than PyTorch's. */
const accumulated: Tolerance = { relative: 2e-6, absolute: 1e-6 };

/** Sums of products: what is left where they cancel is as exact as they were. */
const products: Tolerance = { relative: 2e-6, absolute: 5e-6 };

const demand = (dtypes: readonly DType[], tolerance: Tolerance): Demand => ({ dtypes, tolerance });

/** What the suite asks of every primitive; one that is missing does not compile. */
export const demands: { readonly [P in Primitive]: Demand } = {
  custom: demand([], exact),

  full: demand(all, exact),
  random: demand(all, exact),

  abs: demand(numbers, exact),
  acos: demand(floats, transcendental),
  asin: demand(floats, transcendental),
  atan: demand(floats, transcendental),
  ceil: demand(numbers, exact),
  cos: demand(floats, transcendental),
  cosh: demand(floats, exponential),
  erf: demand(floats, transcendental),
  erfinv: demand(floats, transcendental),
  exp: demand(floats, exponential),
  expm1: demand(floats, exponential),
  floor: demand(numbers, exact),
  log: demand(floats, transcendental),
  log10: demand(floats, transcendental),
  log1p: demand(floats, transcendental),
  log2: demand(floats, transcendental),
  logicalNot: demand(all, exact),
  neg: demand(numbers, exact),
  reciprocal: demand(floats, rounded),
  relu: demand(numbers, exact),
  round: demand(numbers, exact),
  rsqrt: demand(floats, rounded),
  sigmoid: demand(floats, transcendental),
  sign: demand(all, exact),
  sin: demand(floats, transcendental),
  sinh: demand(floats, exponential),
  sqrt: demand(floats, rounded),
  tan: demand(floats, transcendental),
  tanh: demand(floats, transcendental),
  trunc: demand(numbers, exact),
  cast: demand(all, exact),
  clamp: demand(numbers, exact),
  contiguous: demand(all, exact),

  add: demand(all, exact),
  atan2: demand(floats, transcendental),
  binaryCrossEntropy: demand(floats, transcendental),
  div: demand(floats, rounded),
  floorDivide: demand(numbers, exact),
  fmod: demand(numbers, rounded),
  maximum: demand(all, exact),
  minimum: demand(all, exact),
  mul: demand(all, exact),
  pow: demand(numbers, transcendental),
  remainder: demand(numbers, rounded),
  sub: demand(numbers, exact),

  binaryCrossEntropyBackward: demand(floats, rounded),
  reluBackward: demand(floats, exact),
  sigmoidBackward: demand(floats, rounded),
  tanhBackward: demand(floats, rounded),

  eq: demand(all, exact),
  ge: demand(all, exact),
  gt: demand(all, exact),
  le: demand(all, exact),
  logicalAnd: demand(all, exact),
  logicalOr: demand(all, exact),
  logicalXor: demand(all, exact),
  lt: demand(all, exact),
  ne: demand(all, exact),
  where: demand(all, exact),

  all: demand(all, exact),
  amax: demand(all, exact),
  amin: demand(all, exact),
  any: demand(all, exact),
  argmax: demand(numbers, exact),
  argmin: demand(numbers, exact),
  argsort: demand(all, exact),
  cumprod: demand(summed, multiplied),
  cumsum: demand(summed, accumulated),
  norm: demand(floats, accumulated),
  prod: demand(summed, multiplied),
  sum: demand(summed, accumulated),

  matmul: demand(numbers, products),
  addmm: demand(numbers, products),

  softmax: demand(floats, transcendental),
  logSoftmax: demand(floats, transcendental),

  transfer: demand(all, exact),

  expand: demand(all, exact),
  permute: demand(all, exact),
  slice: demand(all, exact),
  view: demand(all, exact),

  cat: demand(all, exact),
  flip: demand(all, exact),
  pad: demand(all, exact),

  gather: demand(all, exact),
  indexAdd: demand(numbers, accumulated),
  indexSelect: demand(all, exact),
  scatter: demand(all, exact),
  scatterAdd: demand(numbers, accumulated),
};
