import {
  ArgumentError,
  AutogradError,
  formatShape,
  type ParamsOf,
  stretchesTo,
  Tensor,
} from '@chainrule/tensor';
import type { Formula, FormulaContext } from '../gradients/rule.ts';

/** A formula whose inputs and params are not known by type. */
export type AnyFormula = Formula<readonly Tensor[], object>;

/** A gradient rule whose inputs and params are not known by type. */
export type AnyRule = AnyFormula | readonly (AnyFormula | null)[];

/** A formula whose result is checked to be a gradient of its input. */
export function checkedFormula(name: string, formula: AnyFormula): AnyFormula {
  const { savesInputs, savesOutput } = formula;
  const checked: AnyFormula = (gradient, context, input) => {
    // A node keeps the params of `custom`; a formula is written for those of its own primitive.
    const { params } = context.params as ParamsOf<'custom'>;
    const result = evaluate(name, formula, gradient, { ...context, params }, input);
    checkResult(name, result, context, input);
    return result;
  };
  return Object.assign(checked, {
    ...(savesInputs !== undefined && { savesInputs }),
    ...(savesOutput !== undefined && { savesOutput }),
  });
}

/** What stands in for the gradient of a primitive that was defined without one. */
export function missingFormula(name: string): AnyFormula {
  return () => {
    throw new AutogradError(
      `${name} has no gradient; add gradient: [...] to its definePrimitive, one formula for each ` +
        'input, or call it inside noGrad(() => ...)',
    );
  };
}

function evaluate(
  name: string,
  formula: AnyFormula,
  gradient: Tensor,
  context: FormulaContext<readonly Tensor[], object>,
  input: number,
): Tensor {
  try {
    return formula(gradient, context, input);
  } catch (cause) {
    const savesAll =
      context.output !== undefined && context.info.every((_, each) => context.inputs[each]);
    // What was not saved is undefined: a method of it, or a function that is given it, fails.
    const isOfUndefined = cause instanceof TypeError || cause instanceof ArgumentError;
    if (!isOfUndefined || savesAll) throw cause;
    throw new AutogradError(
      `the gradient of ${name} for input ${input} failed: ${cause.message}; a formula declares what ` +
        "it reads: saving([0, 'output'], (gradient, { inputs, output }) => ...)",
      { cause },
    );
  }
}

function checkResult(
  name: string,
  result: Tensor,
  { info }: FormulaContext<readonly Tensor[], object>,
  input: number,
): void {
  const of = info[input];
  if (of === undefined) return;
  const expected = `a ${of.dtype} tensor of shape ${formatShape(of.shape)}, as input ${input} is`;
  const asked = `the gradient of ${name} for input ${input} is ${expected}; `;
  if (!(result instanceof Tensor)) throw new AutogradError(`${asked}its formula gave ${result}`);
  if (result.dtype === of.dtype && stretchesTo(of.shape, result.shape)) return;
  throw new AutogradError(
    `${asked}its formula gave ${result.dtype} of shape ${formatShape(result.shape)}`,
  );
}
