import { AutogradError } from './errors.ts';
import type { Tensor } from './tensor.ts';

/** The operation that made a tensor, as `tensor.gradFn` shows it. */
export interface GradFn {
  /** PyTorch's name for it, such as `SigmoidBackward0`. */
  name: string;
}

/**
 * What autograd keeps about a tensor, in the one slot that `Tensor` has for it (PyTorch's
 * `autograd_meta_`). Only `@chainrule/autograd` makes and reads it.
 */
export interface AutogradMeta {
  requiresGrad: boolean;
  grad: Tensor | null;
}

/** Options of `backward`. */
export interface BackwardOptions {
  /** Keep the saved values, so that `backward` can run again. Defaults to `createGraph`. */
  readonly retainGraph?: boolean;
  /** Record the backward pass itself, so that gradients have gradients. */
  readonly createGraph?: boolean;
  /** Accumulate into these leaves alone. */
  readonly inputs?: readonly Tensor[];
}

/** A function on a gradient; a tensor it returns takes the gradient's place. */
export type TensorHook = (gradient: Tensor) => Tensor | undefined | void;

/** What `@chainrule/autograd` does behind the methods of `Tensor`. */
export interface AutogradEngine {
  isLeaf(tensor: Tensor): boolean;
  gradFn(tensor: Tensor): GradFn | null;
  setRequiresGrad(tensor: Tensor, requiresGrad: boolean): void;
  setGrad(tensor: Tensor, grad: Tensor | null): void;
  backward(tensor: Tensor, gradient: Tensor | undefined, options: BackwardOptions): void;
  retainGrad(tensor: Tensor): void;
  registerHook(tensor: Tensor, hook: TensorHook): () => void;
}

let engine: AutogradEngine | undefined;

/** Called once by `@chainrule/autograd` when it is loaded. */
export function installAutogradEngine(newEngine: AutogradEngine): void {
  engine = newEngine;
}

/** The engine, or `undefined` while `@chainrule/autograd` isn't loaded. */
export function autogradEngine(): AutogradEngine | undefined {
  return engine;
}

/**
 * The engine behind something that needs it.
 *
 * @throws {AutogradError} when `@chainrule/autograd` isn't loaded.
 */
export function requireAutograd(what: string): AutogradEngine {
  if (engine === undefined) {
    throw new AutogradError(`${what} needs gradients: import '@chainrule/autograd' first`);
  }
  return engine;
}

/**
 * Gives the operation that made `tensor` the name of the function the user called, where that is
 * composed of several primitives: `mean` shows as `MeanBackward0`, not as its last division.
 */
export function nameGradient(tensor: Tensor, name: string): Tensor {
  const gradFn = tensor.autograd === undefined ? null : (engine?.gradFn(tensor) ?? null);
  if (gradFn !== null) gradFn.name = name;
  return tensor;
}
