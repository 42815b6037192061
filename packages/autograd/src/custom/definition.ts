import type {
  DType,
  GpuRule,
  None,
  Operand,
  ParamValue,
  Shape,
  Tensor,
  TensorSpec,
} from '@chainrule/tensor';
import type { Formula } from '../gradients/rule.ts';

/** The inputs of a custom primitive: one tensor or more. */
export type TensorInputs = readonly [Tensor, ...Tensor[]];

/** Params as plain data, which a compiled step can compare. */
export type PlainParams<Params> = { readonly [Name in keyof Params]: ParamValue };

/** The shape and dtype of every input. */
export type SpecsOf<Inputs extends TensorInputs> = { readonly [I in keyof Inputs]: TensorSpec };

/** Every input as a typed array in row-major order. */
export type OperandsOf<Inputs extends TensorInputs> = { readonly [I in keyof Inputs]: Operand };

/**
 * One formula per input, `null` for an input without a gradient, such as an index. A single
 * formula, which is told the number of the input, serves any number of them.
 */
export type CustomGradient<Inputs extends TensorInputs, Params> =
  | { readonly [I in keyof Inputs]: Formula<Inputs, Params> | null }
  | Formula<Inputs, Params>;

/** The rules of a primitive of your own, for {@link definePrimitive}. */
export interface PrimitiveDefinition<
  Inputs extends TensorInputs,
  Params extends PlainParams<Params> = None,
> {
  /** What errors call it, and `gradFn` too: `squaredDistance` is shown as `SquaredDistanceBackward0`. */
  readonly name: string;

  /** The shape of the result. Throws a `ShapeError` where the inputs do not fit together. */
  shape(inputs: SpecsOf<Inputs>, params: Params): Shape;

  /** The dtype of the result. Left out, all inputs have one dtype and so has the result. */
  dtype?(inputs: SpecsOf<Inputs>, params: Params): DType;

  /**
   * Computes `out.data`, which holds zeros, on the CPU. All operands are in row-major order without
   * gaps, whatever the strides of the tensors, and `out` shares no memory with the inputs.
   */
  forward(out: Operand, inputs: OperandsOf<Inputs>, params: Params): void;

  /**
   * The gradient, written in primitives and methods of tensors, so that it has a gradient itself.
   * Declare the inputs that a formula reads with {@link saving}. Without it the primitive computes,
   * and `backward()` through it throws.
   */
  readonly gradient?: CustomGradient<Inputs, Params>;

  /** Computes the result on a GPU. Without it the primitive throws a `DeviceError` there. */
  readonly gpu?: GpuRule<SpecsOf<Inputs>, Params>;
}

/** What a primitive is called with: its inputs, then its params if it has any. */
export type CustomArguments<Inputs extends TensorInputs, Params> = [keyof Params] extends [never]
  ? Inputs
  : Record<never, never> extends Params
    ? readonly [...Inputs, params?: Params]
    : readonly [...Inputs, params: Params];

/** A primitive of your own: a function of tensors like those of Chainrule. */
export interface CustomPrimitive<Inputs extends TensorInputs, Params> {
  /** A new tensor: the result. */
  (...inputs: CustomArguments<Inputs, Params>): Tensor;

  /** Writes the result into `target`, which has its shape and dtype, and returns `target`. */
  assign(target: Tensor, ...inputs: CustomArguments<Inputs, Params>): Tensor;
}
