import type {
  Device,
  DType,
  InputsOf,
  ParamsOf,
  Primitive,
  Shape,
  Tensor,
} from '@chainrule/tensor';

/** What is known of an input without keeping its elements. */
export interface InputInfo {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly device: Device;
  /** How it lies in memory; absent for an input that is only known through its views. */
  readonly strides?: readonly number[];
}

/** What a gradient formula may use. Elements are there only if the formula declares them. */
export interface GradientContext<P extends Primitive> {
  /** The inputs that were declared as saved; the others are undefined. */
  readonly inputs: InputsOf<P>;
  /** The result, if it was declared as saved. */
  readonly output: Tensor;
  readonly params: ParamsOf<P>;
  /** Shape, dtype and device of every input. */
  readonly info: readonly InputInfo[];
}

/** What a formula needs kept until the backward pass: inputs by their number, or the result. */
export type Saved = number | 'output';

/**
 * The gradient with respect to one input, given the gradient with respect to the result. It may
 * still have the result's shape where the input was broadcast: what was stretched is summed later.
 */
export interface GradientFormula<P extends Primitive> {
  (gradient: Tensor, context: GradientContext<P>, input: number): Tensor;
  readonly savesInputs?: readonly number[];
  readonly savesOutput?: boolean;
}

/**
 * One formula per input, so that only the gradients that are asked for are computed; `null` for an
 * input without one, such as an index. A single formula serves any number of inputs.
 */
export type GradientRule<P extends Primitive> =
  | readonly (GradientFormula<P> | null)[]
  | GradientFormula<P>;

/**
 * Declares what a formula needs kept. Whatever it doesn't declare may be changed or freed between
 * the forward and the backward pass.
 */
export function saving<P extends Primitive>(
  saves: readonly Saved[],
  formula: (gradient: Tensor, context: GradientContext<P>) => Tensor,
): GradientFormula<P> {
  // A function of its own, as one formula may serve several primitives with different needs.
  const declared = (gradient: Tensor, context: GradientContext<P>): Tensor =>
    formula(gradient, context);
  return Object.assign(declared, {
    savesInputs: saves.filter((what) => what !== 'output'),
    savesOutput: saves.includes('output'),
  });
}

/** The gradient passed on as it is. */
export const pass = (gradient: Tensor): Tensor => gradient;
