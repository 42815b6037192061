import type { InputsOf, ParamsOf, Primitive } from './primitives/signatures.ts';
import type { Tensor } from './tensor.ts';

/**
 * One layer that primitives pass through: execution at the bottom, a tracer above it, the
 * recorder of gradients on top. A layer does its part and calls the one below.
 */
export interface Interpreter {
  /** A new tensor: the primitive's result. */
  apply<P extends Primitive>(primitive: P, inputs: InputsOf<P>, params: ParamsOf<P>): Tensor;

  /** Writes the primitive's result into `target`, whose shape and dtype it must have. */
  assign<P extends Primitive>(
    target: Tensor,
    primitive: P,
    inputs: InputsOf<P>,
    params: ParamsOf<P>,
  ): Tensor;
}

/** Where a layer stands, whatever the order in which packages are loaded: lowest first. */
export type InterpreterLevel = 'execute' | 'trace' | 'autograd';

const levels: readonly InterpreterLevel[] = ['execute', 'trace', 'autograd'];
const factories = new Map<InterpreterLevel, (below: Interpreter) => Interpreter>();

const empty: Interpreter = {
  apply: () => {
    throw new Error('no device is loaded');
  },
  assign: () => {
    throw new Error('no device is loaded');
  },
};

let top: Interpreter = empty;

function rebuild(): void {
  top = empty;
  for (const level of levels) top = factories.get(level)?.(top) ?? top;
}

/**
 * Puts an interpreter at its level, and returns the function that takes it away again.
 *
 * @param level - where it stands; one interpreter a level, the newest replaces the one before.
 * @param make - builds it over the interpreter below.
 */
export function installInterpreter(
  level: InterpreterLevel,
  make: (below: Interpreter) => Interpreter,
): () => void {
  const previous = factories.get(level);
  factories.set(level, make);
  rebuild();
  return () => {
    if (previous === undefined) factories.delete(level);
    else factories.set(level, previous);
    rebuild();
  };
}

/** Runs a primitive through every layer. */
export function apply<P extends Primitive>(
  primitive: P,
  inputs: InputsOf<P>,
  params: ParamsOf<P>,
): Tensor {
  return top.apply(primitive, inputs, params);
}

/** Runs a primitive through every layer, writing its result into `target`. */
export function assign<P extends Primitive>(
  target: Tensor,
  primitive: P,
  inputs: InputsOf<P>,
  params: ParamsOf<P>,
): Tensor {
  return top.assign(target, primitive, inputs, params);
}
