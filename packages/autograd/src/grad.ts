import { AutogradError, formatShape, type Tensor } from '@chainrule/tensor';
import { walkBack } from './engine.ts';
import { requireEdge, startGradient } from './install.ts';

/** Options of {@link grad}. */
export interface GradOptions {
  /** What to start from, one for each output; not needed for outputs with one element. */
  readonly gradOutputs?: readonly (Tensor | undefined)[] | Tensor;
  /** Keep the saved values, so that the graph can be walked again. Default: `createGraph`. */
  readonly retainGraph?: boolean;
  /** Record the computation, so that the gradients have gradients. Default false. */
  readonly createGraph?: boolean;
}

/** {@link GradOptions} under which inputs may be unused, with `null` as their gradient. */
export interface UnusedGradOptions extends GradOptions {
  readonly allowUnused: true;
}

/**
 * The gradients of `outputs` with respect to `inputs`, without touching any `grad`.
 *
 * @example
 * ```ts
 * const x = tensor([1, 2, 3], { requiresGrad: true });
 * const [slope] = grad(x.pow(2).sum(), [x]); // tensor([2., 4., 6.])
 * ```
 * @throws {AutogradError} when an input was not used and `allowUnused` is not set.
 * @see https://pytorch.org/docs/stable/generated/torch.autograd.grad.html
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: readonly Tensor[],
  options: UnusedGradOptions,
): (Tensor | null)[];
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: readonly Tensor[],
  options?: GradOptions,
): Tensor[];
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: readonly Tensor[],
  options: GradOptions & { allowUnused?: boolean } = {},
): (Tensor | null)[] {
  const { createGraph = false, retainGraph = createGraph, allowUnused = false } = options;
  const roots = [outputs].flat() as Tensor[];
  const given = [options.gradOutputs].flat() as (Tensor | undefined)[];
  const starts = roots.map((root, position) => startGradient(root, given[position]));
  const targets = inputs.map(requireEdge);
  const found = walkBack(roots.map(requireEdge), starts, { createGraph, retainGraph, targets });
  found.forEach((gradient, position) => {
    if (gradient !== null || allowUnused) return;
    throw new AutogradError(
      `input ${position}, of shape ${formatShape(inputs[position]?.shape ?? [])}, was not used to compute ` +
        'the outputs; pass { allowUnused: true } to get null for it',
    );
  });
  return found;
}
