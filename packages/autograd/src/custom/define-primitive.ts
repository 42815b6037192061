import { ArgumentError, apply, assign, type None, none, Tensor } from '@chainrule/tensor';
import type {
  CustomPrimitive,
  PlainParams,
  PrimitiveDefinition,
  TensorInputs,
} from './definition.ts';
import { type AnyDefinition, DefinedOperation } from './operation.ts';

/**
 * A primitive of your own, with all its rules in one place. What it returns is a function of
 * tensors that behaves like those of Chainrule: it is recorded for gradients of any order, runs in
 * compiled steps, and is checked by `gradcheck`.
 *
 * What can be composed of existing functions needs no primitive. Define one where composing costs
 * too much memory or time, or loses digits.
 *
 * @typeParam Inputs - the tensors it takes, as a labelled tuple.
 * @typeParam Params - what else it takes, as one object of plain data; left out, nothing.
 * @throws {ArgumentError} when a rule is missing or is no function.
 *
 * The primitive throws
 * - `ShapeError` and `DTypeError` when `shape` or `dtype` say nothing of use, or refuse the inputs;
 * - `ArgumentError` when it is called with anything but its tensors and params, or when `forward`
 *   returns something instead of writing into `out.data`;
 * - `DeviceError` when its tensors are on different devices, or on one that it has no rule for;
 * - `AutogradError`, in the backward pass, when it has no gradient, or a formula gives one of a wrong
 *   shape or dtype.
 *
 * @example
 * ```ts
 * import { definePrimitive, gradcheck, saving } from '@chainrule/autograd';
 * import { randn, type Tensor } from '@chainrule/tensor';
 *
 * const cube = definePrimitive<[x: Tensor]>({
 *   name: 'cube',
 *   shape: ([x]) => x.shape,
 *   forward(out, [x]) {
 *     x.data.forEach((value, i) => {
 *       out.data[i] = value ** 3;
 *     });
 *   },
 *   gradient: [saving([0], (gradient, { inputs: [x] }) => gradient.mul(x.pow(2)).mul(3))],
 * });
 *
 * const x = randn(2, 3, { dtype: 'float64', requiresGrad: true });
 * console.log(cube(x).gradFn?.name, gradcheck(cube, [x])); // CubeBackward0 true
 * ```
 * @see https://pytorch.org/docs/stable/library.html, where `torch.library` does this for PyTorch.
 */
export function definePrimitive<
  Inputs extends TensorInputs,
  Params extends PlainParams<Params> = None,
>(definition: PrimitiveDefinition<Inputs, Params>): CustomPrimitive<Inputs, Params> {
  // The types of inputs and params are the caller's alone; the layers below pass them on as they are.
  const operation = new DefinedOperation(definition as unknown as AnyDefinition);
  const run = (...given: readonly unknown[]): Tensor => {
    const { inputs, params } = argumentsOf(operation, given);
    return apply('custom', inputs, { operation, params });
  };
  const write = (target: Tensor, ...given: readonly unknown[]): Tensor => {
    const { inputs, params } = argumentsOf(operation, given);
    return assign(target, 'custom', inputs, { operation, params });
  };
  Object.defineProperty(run, 'name', { value: operation.name });
  return Object.assign(run, { assign: write });
}

/** The tensors of a call, and the params behind them. */
function argumentsOf(
  operation: DefinedOperation,
  given: readonly unknown[],
): { inputs: readonly Tensor[]; params: object } {
  const last = given[given.length - 1];
  const hasParams = given.length > 0 && isPlainObject(last);
  const inputs = hasParams ? given.slice(0, -1) : given;
  const params = hasParams ? (last as object) : none;
  inputs.forEach((input, position) => {
    if (input instanceof Tensor) return;
    throw new ArgumentError(
      `${operation.name} takes tensors, and its params as one object behind them; ` +
        `argument ${position} is ${input === null ? 'null' : typeof input}`,
    );
  });
  const hidden = Object.entries(params).find(([, value]) => value instanceof Tensor);
  if (hidden !== undefined) {
    throw new ArgumentError(
      `${operation.name} got a tensor as its param ${hidden[0]}; tensors are inputs, so that they ` +
        'have gradients and are recorded',
    );
  }
  operation.checkCount(inputs as Tensor[]);
  return { inputs: inputs as Tensor[], params };
}

function isPlainObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
