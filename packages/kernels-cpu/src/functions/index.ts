import type { BatchNormFunctions } from './batch-norm.ts';
import type { ConvolutionFunctions } from './convolution.ts';
import type { ElementwiseFunctions } from './elementwise.ts';
import type { GemmFunctions } from './gemm.ts';
import type { Offset } from './offset.ts';
import type { OptimizerFunctions } from './optimizers.ts';
import type { ProgramFunctions } from './program.ts';
import type { RandomFunctions } from './random.ts';
import type { ReductionFunctions } from './reductions.ts';
import type { VectorMathFunctions } from './vector-math.ts';

/**
 * The kernels as WebAssembly exports them, for programs that keep their data in its memory.
 *
 * Nothing is checked here: an offset outside the memory traps, one inside it is believed.
 */
export interface KernelFunctions
  extends BatchNormFunctions,
    ConvolutionFunctions,
    ElementwiseFunctions,
    GemmFunctions,
    OptimizerFunctions,
    ProgramFunctions,
    RandomFunctions,
    ReductionFunctions,
    VectorMathFunctions {
  /** Where the memory that is free to allocate begins. */
  heapBase(): Offset;
}

export type { BatchNormFunctions } from './batch-norm.ts';
export type { ConvolutionFunctions, FoldArguments } from './convolution.ts';
export type {
  ArithmeticFunctions,
  CompareFunctions,
  ElementwiseFunctions,
  ZipFunction,
} from './elementwise.ts';
export type { GemmArguments, GemmFunctions } from './gemm.ts';
export type { Offset } from './offset.ts';
export type { OptimizerFunctions } from './optimizers.ts';
export type { ProgramFunctions } from './program.ts';
export type { RandomFunctions } from './random.ts';
export type { ReduceFunction, ReductionFunctions, RowFunction } from './reductions.ts';
export type { MapFunction, VectorMathFunctions } from './vector-math.ts';
