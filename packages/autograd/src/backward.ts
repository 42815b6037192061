import { AutogradError, type Tensor } from '@chainrule/tensor';
import { walkBack } from './engine.ts';
import { requireEdge, startGradient } from './install.ts';

/** Options of {@link backward}. */
export interface BackwardAllOptions {
  /** What to start from, one for each tensor; not needed for tensors with one element. */
  readonly gradTensors?: readonly (Tensor | undefined)[];
  /** Keep the saved values, so that the graph can be walked again. Default: `createGraph`. */
  readonly retainGraph?: boolean;
  /** Record the computation, so that the gradients have gradients. Default false. */
  readonly createGraph?: boolean;
}

/**
 * Adds the gradients of several tensors, together, to the leaves that they were computed from.
 *
 * @example
 * ```ts
 * const x = tensor([1, 2], { requiresGrad: true });
 * backward([x.sum(), x.mul(x).sum()]);
 * x.grad; // tensor([3., 5.])
 * ```
 * @throws {AutogradError} as `Tensor.backward` does, and when there are more or fewer gradients
 * than tensors.
 * @see https://pytorch.org/docs/stable/generated/torch.autograd.backward.html
 */
export function backward(
  tensors: Tensor | readonly Tensor[],
  options: BackwardAllOptions = {},
): void {
  const roots = [tensors].flat() as Tensor[];
  const { gradTensors = roots.map(() => undefined), createGraph = false } = options;
  if (gradTensors.length !== roots.length) {
    throw new AutogradError(
      `backward takes one gradient for each tensor; got ${gradTensors.length} for ${roots.length}`,
    );
  }
  const starts = roots.map((root, position) => startGradient(root, gradTensors[position]));
  walkBack(roots.map(requireEdge), starts, {
    createGraph,
    retainGraph: options.retainGraph ?? createGraph,
  });
}
