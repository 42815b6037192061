// Loads gradients: a parameter is a tensor that requires one.
import '@chainrule/autograd';
import { Tensor } from '@chainrule/tensor';

/** Options of {@link Parameter}. */
export interface ParameterOptions {
  /** Whether gradients flow to the parameter. Default true. */
  readonly requiresGrad?: boolean;
}

/**
 * A tensor that a module learns. As a field of a module it is found by `parameters()`, and so by
 * optimizers and state dicts.
 *
 * @example
 * ```ts
 * class Scale extends Module {
 *   factor = new Parameter(ones(1));
 *   forward(x: Tensor): Tensor {
 *     return x.mul(this.factor);
 *   }
 * }
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html
 */
export class Parameter extends Tensor {
  /** @param tensor - the first value; the parameter shares its storage, but none of its history. */
  constructor(tensor: Tensor, { requiresGrad = true }: ParameterOptions = {}) {
    super(tensor.storage, tensor.shape, tensor.strides, tensor.offset);
    if (requiresGrad) this.requiresGrad = true;
  }

  /**
   * Takes over the storage, shape and dtype of `value` and stays the same object, so that whoever
   * holds the parameter, such as an optimizer, sees the new value. PyTorch's `parameter.data = value`.
   */
  setData(value: Tensor): this {
    // All that describes the elements, whatever fields tensors describe them by.
    const { autograd: _, ...layout } = value;
    return Object.assign(this, layout);
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`;
  }
}
