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
export interface FormulaContext<Inputs extends readonly Tensor[], Params> {
  /** The inputs that were declared as saved; the others are undefined. */
  readonly inputs: Inputs;
  /** The result, if it was declared as saved. */
  readonly output: Tensor;
  readonly params: Params;
  /** Shape, dtype and device of every input. */
  readonly info: readonly InputInfo[];
}

/** What the gradient formulas of primitive `P` may use. */
export type GradientContext<P extends Primitive> = FormulaContext<InputsOf<P>, ParamsOf<P>>;

/** What a formula needs kept until the backward pass: inputs by their number, or the result. */
export type Saved = number | 'output';

/**
 * The gradient with respect to one input, given the gradient with respect to the result. It may
 * still have the result's shape where the input was broadcast: what was stretched is summed later.
 */
export interface Formula<Inputs extends readonly Tensor[], Params> {
  (gradient: Tensor, context: FormulaContext<Inputs, Params>, input: number): Tensor;
  readonly savesInputs?: readonly number[];
  readonly savesOutput?: boolean;
}

/** A gradient formula of primitive `P`. */
export type GradientFormula<P extends Primitive> = Formula<InputsOf<P>, ParamsOf<P>>;

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
export function saving<Inputs extends readonly Tensor[], Params>(
  saves: readonly Saved[],
  formula: (gradient: Tensor, context: FormulaContext<Inputs, Params>) => Tensor,
): Formula<Inputs, Params> {
  // A function of its own, as one formula may serve several primitives with different needs.
  const declared = (gradient: Tensor, context: FormulaContext<Inputs, Params>): Tensor =>
    formula(gradient, context);
  return Object.assign(declared, {
    savesInputs: saves.filter((what) => what !== 'output'),
    savesOutput: saves.includes('output'),
  });
}

/** The gradient passed on as it is. */
export const pass = (gradient: Tensor): Tensor => gradient;
