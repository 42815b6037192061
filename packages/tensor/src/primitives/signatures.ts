import type { Device } from '../device.ts';
import type { DType } from '../dtype.ts';
import type { Generator } from '../random/generator.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { CustomOperation } from './custom.ts';

/** The params of a primitive that takes none. */
export type None = Readonly<Record<never, never>>;

interface Signature<Inputs extends readonly Tensor[], Params = None> {
  readonly inputs: Inputs;
  readonly params: Params;
}

type Creation<Params> = Signature<readonly [], Params>;
type Unary<Params = None> = Signature<readonly [x: Tensor], Params>;
type Binary<Params = None> = Signature<readonly [a: Tensor, b: Tensor], Params>;
type Ternary<Params = None> = Signature<readonly [a: Tensor, b: Tensor, c: Tensor], Params>;
type Variadic<Params = None> = Signature<readonly Tensor[], Params>;

export interface ReductionParams {
  /** Sorted, not negative, each once. */
  readonly dims: readonly number[];
  readonly keepdim: boolean;
}

export interface DimParams {
  readonly dim: number;
}

export interface ArgParams {
  /** `null` looks at the whole tensor as one row. */
  readonly dim: number | null;
  readonly keepdim: boolean;
}

/** One entry per dimension: element `i` of the part is element `start + i * step` of the whole. */
export interface SliceParams {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  /** Lengths of the result. */
  readonly sizes: readonly number[];
}

/** A distribution to draw from, with its numbers as PyTorch names them. */
export type Distribution =
  | { readonly name: 'uniform'; readonly from: number; readonly to: number }
  | {
      readonly name: 'normal';
      readonly mean: number;
      readonly std: number;
      /** PyTorch draws tensors with gaps in memory one by one, whatever their size. */
      readonly contiguous: boolean;
    }
  | { readonly name: 'bernoulli'; readonly p: number | Float32Array | Float64Array }
  | { readonly name: 'randint'; readonly from: number; readonly to?: number }
  | { readonly name: 'random' }
  | { readonly name: 'exponential'; readonly lambda: number }
  | { readonly name: 'geometric'; readonly p: number }
  | { readonly name: 'cauchy'; readonly median: number; readonly sigma: number }
  | { readonly name: 'logNormal'; readonly mean: number; readonly std: number };

/**
 * Every primitive: its inputs and its params.
 *
 * All else is composed of these. Each concern (inference, CPU kernels, gradients, GPU kernels)
 * is one table over the keys of this interface, so a missing rule does not compile.
 */
export interface PrimitiveSignatures {
  // Creation
  full: Creation<{ shape: Shape; value: number; dtype: DType; device: Device }>;
  random: Creation<{
    shape: Shape;
    dtype: DType;
    device: Device;
    distribution: Distribution;
    generator: Generator;
  }>;

  // Elementwise, one operand
  abs: Unary;
  acos: Unary;
  asin: Unary;
  atan: Unary;
  ceil: Unary;
  cos: Unary;
  cosh: Unary;
  erf: Unary;
  erfinv: Unary;
  exp: Unary;
  expm1: Unary;
  floor: Unary;
  log: Unary;
  log10: Unary;
  log1p: Unary;
  log2: Unary;
  logicalNot: Unary;
  neg: Unary;
  reciprocal: Unary;
  relu: Unary;
  round: Unary;
  rsqrt: Unary;
  sigmoid: Unary;
  sign: Unary;
  sin: Unary;
  sinh: Unary;
  sqrt: Unary;
  tan: Unary;
  tanh: Unary;
  trunc: Unary;
  cast: Unary<{ dtype: DType }>;
  clamp: Unary<{ min: number | null; max: number | null }>;
  contiguous: Unary;

  // Elementwise, two operands of one dtype, broadcast together
  add: Binary;
  atan2: Binary;
  binaryCrossEntropy: Binary;
  div: Binary;
  floorDivide: Binary;
  fmod: Binary;
  maximum: Binary;
  minimum: Binary;
  mul: Binary;
  pow: Binary;
  remainder: Binary;
  sub: Binary;

  // The gradients of the commonest functions, which would be several primitives each
  /** `(gradient, probability, target)`. */
  binaryCrossEntropyBackward: Ternary;
  /** `(gradient, output)`. */
  reluBackward: Binary;
  /** `(gradient, output)`. */
  sigmoidBackward: Binary;
  /** `(gradient, output)`. */
  tanhBackward: Binary;

  // Comparison and logic, to bool
  eq: Binary;
  ge: Binary;
  gt: Binary;
  le: Binary;
  logicalAnd: Binary;
  logicalOr: Binary;
  logicalXor: Binary;
  lt: Binary;
  ne: Binary;

  /** `where(condition, a, b)`: the condition is bool, all three broadcast. */
  where: Ternary;

  // Reductions and scans
  all: Unary<ReductionParams>;
  amax: Unary<ReductionParams>;
  amin: Unary<ReductionParams>;
  any: Unary<ReductionParams>;
  argmax: Unary<ArgParams>;
  argmin: Unary<ArgParams>;
  argsort: Unary<{ dim: number; descending: boolean }>;
  cumprod: Unary<DimParams>;
  cumsum: Unary<DimParams>;
  norm: Unary<ReductionParams & { p: number }>;
  prod: Unary<ReductionParams>;
  sum: Unary<ReductionParams>;

  // Matrix products
  /** `(..., M, K), (..., K, N) -> (..., M, N)`, batch dimensions broadcast. */
  matmul: Binary;
  /** `bias + a @ b` for matrices; the bias broadcasts to `(M, N)`. */
  addmm: Ternary;

  // Normalised exponentials
  softmax: Unary<DimParams>;
  logSoftmax: Unary<DimParams>;

  /** The tensor on another device. */
  transfer: Unary<{ device: Device }>;

  // Views: no element moves
  expand: Unary<{ shape: Shape }>;
  permute: Unary<{ dims: readonly number[] }>;
  slice: Unary<SliceParams>;
  view: Unary<{ shape: Shape }>;

  // Movement
  cat: Variadic<DimParams>;
  flip: Unary<{ dims: readonly number[] }>;
  /** The inverse of `slice`: `x` laid into zeros of `shape`, element `i` at `start + i * step`. */
  pad: Unary<{ starts: readonly number[]; steps: readonly number[]; shape: Shape }>;

  // Indexing: indices are int32, from 0 on; the CPU checks that they are in range
  gather: Binary<DimParams>;
  /** `(x, index, source)`: a copy of `x` with `source` added along `dim` at 1-D `index`. */
  indexAdd: Ternary<DimParams>;
  indexSelect: Binary<DimParams>;
  /** `(x, index, source)`: a copy of `x` with `source` written at `index` along `dim`. */
  scatter: Ternary<DimParams>;
  scatterAdd: Ternary<DimParams>;

  /** The one through which primitives from other packages pass, with the rules they bring. */
  custom: Variadic<{ operation: CustomOperation; params: object }>;
}

/** The name of a primitive. */
export type Primitive = keyof PrimitiveSignatures;

/** The primitives whose rules are in the tables: all but those that bring their own. */
export type BuiltInPrimitive = Exclude<Primitive, 'custom'>;

/** The primitives whose result shares its input's storage. */
export type ViewPrimitive = 'expand' | 'permute' | 'slice' | 'view';

/** The primitives that one device computes: not the views, which only change the layout. */
export type ComputedPrimitive = Exclude<Primitive, ViewPrimitive | 'transfer'>;

/** The inputs of primitive `P`, as a typed tuple. */
export type InputsOf<P extends Primitive> = PrimitiveSignatures[P]['inputs'];

/** The params of primitive `P`. */
export type ParamsOf<P extends Primitive> = PrimitiveSignatures[P]['params'];

/** The params object of every primitive that takes none. */
export const none: None = Object.freeze({});
