/**
 * The kernels as WebAssembly exports them, for programs that keep their data in its memory.
 *
 * `Offset` arguments are bytes from the start of the memory. Nothing is checked here: an offset
 * outside the memory traps, one inside it is believed.
 */
export interface KernelFunctions extends GemmFunctions, VectorMathFunctions, OptimizerFunctions {
  /** Where the memory that is free to allocate begins. */
  heapBase(): Offset;
}

/** Bytes from the start of the memory; float32 data need not be aligned. */
export type Offset = number;

/** Matrix products. */
export interface GemmFunctions {
  /**
   * `C = alpha * op(A) * op(B) + beta * C`, with `op(A)` `(m, k)`, `op(B)` `(k, n)` and C
   * `(m, n)`, row-major with `lda`, `ldb` and `ldc` elements from row to row. `workspace` is
   * scratch memory of {@link sgemmWorkspace} bytes.
   */
  sgemm(...product: GemmArguments): void;

  /** {@link sgemm} on `count` matrices, `stride` elements apart; a stride of 0 shares one. */
  sgemmBatch(
    count: number,
    strideA: number,
    strideB: number,
    strideC: number,
    ...product: GemmArguments
  ): void;

  /** Bytes of scratch memory for a product of this size. */
  sgemmWorkspace(m: number, n: number, k: number): number;
}

/** What {@link GemmFunctions.sgemm} takes. */
export type GemmArguments = [
  transposeA: boolean,
  transposeB: boolean,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Offset,
  lda: number,
  b: Offset,
  ldb: number,
  beta: number,
  c: Offset,
  ldc: number,
  workspace: Offset,
];

/** A function of each of `count` float32 values; `target` may be `source`. */
export type MapFunction = (source: Offset, target: Offset, count: number) => void;

/**
 * Functions of one value, computed in float64 and rounded once: what `Math.fround(Math.exp(x))`
 * gives, but for about one argument in ten million, where the last bit may differ.
 */
export interface VectorMathFunctions {
  readonly exp: MapFunction;
  readonly log: MapFunction;
  readonly sigmoid: MapFunction;
  readonly tanh: MapFunction;
}

/**
 * Updates of `count` float32 parameters in one pass, with the bits that PyTorch 1.13 gives.
 *
 * Rates are float64, rounded where PyTorch rounds them. `step` counts from 1.
 */
export interface OptimizerFunctions {
  /** `torch.optim.SGD`. Only momentum reads and writes `velocity`; `step` 1 sets it to the gradient. */
  sgd(
    parameter: Offset,
    gradient: Offset,
    velocity: Offset,
    count: number,
    step: number,
    learningRate: number,
    momentum: number,
    dampening: number,
    weightDecay: number,
    nesterov: boolean,
    maximize: boolean,
  ): void;

  /**
   * `torch.optim.Adam`, or `AdamW` when weight decay is `decoupled`. `mean` and `square` are the
   * running averages of the gradient and its square, zero before the first step.
   */
  adam(
    parameter: Offset,
    gradient: Offset,
    mean: Offset,
    square: Offset,
    count: number,
    step: number,
    learningRate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    weightDecay: number,
    decoupled: boolean,
    maximize: boolean,
  ): void;
}
