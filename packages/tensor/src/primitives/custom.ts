import type { DType, TypedArray } from '../dtype.ts';
import type { Shape } from '../shape.ts';
import type { ResultSpec } from './infer/rule.ts';
import type { InputsOf, ParamsOf, Primitive } from './signatures.ts';

/** What is known of a tensor before any element is computed. */
export interface TensorSpec {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** A tensor as the CPU rule of a custom primitive sees it: elements in row-major order, no gaps. */
export interface Operand extends TensorSpec {
  readonly data: TypedArray;
}

/**
 * A param of a custom primitive: plain data, so that a compiled step can tell whether two calls
 * are the same. Tensors are inputs, not params.
 */
export type ParamValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly ParamValue[]
  | { readonly [name: string]: ParamValue };

/**
 * How a GPU computes a custom primitive: one element at a time, by a kernel written in gpu.js's
 * JavaScript. Inputs are in row-major order without gaps, whatever the strides of the tensors.
 */
export interface GpuRule<
  Inputs extends readonly TensorSpec[] = readonly TensorSpec[],
  Params = object,
> {
  /** What the kernel calls its inputs: `['x']` lets it read element `i` of the first as `x(i)`. */
  readonly inputs: { readonly [I in keyof Inputs]: string };

  /**
   * Numbers that change from call to call without a kernel of their own: `{ scale: 0.5 }` is read as
   * `scale()`, a float.
   */
  uniforms?(params: Params): Readonly<Record<string, number>>;

  /**
   * The text of `function element(i) { ... }`, which returns element `i` of the result, counted in
   * row-major order. Write lengths into it as numbers; a kernel is kept for each text.
   *
   * Besides `Math.exp` and the like a kernel may call `divide(i, n)`, the whole part of the quotient of
   * two integers, `modulo(i, n)`, its remainder, and `integer(n)`. Floats are written with a point:
   * `let sum = 0.0`. A loop has a constant bound below 65,536; nest two for more.
   */
  element(inputs: Inputs, params: Params, out: TensorSpec): string;
}

/**
 * The rules of a primitive that is defined outside of this package, as the layers of the dispatch
 * look them up: `definePrimitive` of `@chainrule/autograd` makes one.
 *
 * It is told apart from others by identity, so two packages may use the same name. It is a class
 * instance, not a plain object, for this reason.
 */
export interface CustomOperation {
  /** What errors, `explain()` and `gradFn` call it. */
  readonly name: string;
  /** Checks the inputs and says what comes out. */
  infer(inputs: readonly TensorSpec[], params: object): ResultSpec;
  /** Computes `out`, which holds zeros, on the CPU. */
  forward(out: Operand, inputs: readonly Operand[], params: object): unknown;
  /** Absent where the primitive computes on the CPU alone. */
  readonly gpu?: GpuRule;
}

/** What a primitive is called in messages: one from outside has a name of its own. */
export function nameOfPrimitive(primitive: Primitive, params: object): string {
  return primitive === 'custom' ? (params as ParamsOf<'custom'>).operation.name : primitive;
}

/** The result of a custom primitive, by its own rule. */
export function inferCustom(
  inputs: InputsOf<'custom'>,
  { operation, params }: ParamsOf<'custom'>,
): ResultSpec {
  return operation.infer(inputs, params);
}
