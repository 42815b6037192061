import type { Tensor } from '@chainrule/tensor';

/** Options of `zeroGrad`. */
export interface ZeroGradOptions {
  /** Let go of the gradients (true, the default) rather than fill them with zeros. */
  readonly setToNone?: boolean;
}

/** Lets go of the gradients of tensors, or fills them with zeros. */
export function zeroGradients(
  tensors: Iterable<Tensor>,
  { setToNone = true }: ZeroGradOptions,
): void {
  for (const tensor of tensors) {
    const { grad } = tensor;
    if (grad === null) continue;
    // A detached gradient is written without a record, and forgets how it was computed.
    tensor.grad = setToNone ? null : grad.detach().zero_();
  }
}
