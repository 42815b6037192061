import { addmm, formatShape, matmul, ShapeError, type Tensor } from '@chainrule/tensor';

/**
 * `x @ weight.t() + bias`: `(..., in), (out, in), (out) -> (..., out)`.
 *
 * @example
 * ```ts
 * linear(ones(4, 2), ones(3, 2), zeros(3)).shape; // [4, 3]
 * ```
 * @throws {ShapeError} when the last dim of `x` isn't what the weight takes.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.linear.html
 */
export function linear(
  x: Tensor,
  weight: Tensor,
  bias?: Tensor | null | { readonly bias?: Tensor | null },
): Tensor {
  const summand = biasOf(bias);
  const inputs = x.shape[x.ndim - 1];
  if (weight.ndim > 2 || inputs !== weight.shape[weight.ndim - 1]) {
    throw new ShapeError(
      `linear with a weight of shape ${formatShape(weight.shape)} takes ${weight.shape[weight.ndim - 1]} ` +
        `features as the last dim; got shape ${formatShape(x.shape)}, which has ${inputs ?? 'none'}`,
    );
  }
  if (summand !== null && weight.ndim === 2) {
    if (x.ndim === 2) return addmm(summand, x, weight.t());
    if (x.ndim === 3 && x.isContiguous()) {
      const [batch, length] = x.shape as readonly [number, number];
      const rows = addmm(summand, x.view(batch * length, inputs as number), weight.t());
      return rows.view(batch, length, weight.shape[0] as number);
    }
  }
  const product = matmul(x, weight.t());
  return summand === null ? product : product.add(summand);
}

function biasOf(
  bias: Tensor | null | { readonly bias?: Tensor | null } | undefined,
): Tensor | null {
  if (bias === undefined || bias === null) return null;
  return 'storage' in bias ? bias : (bias.bias ?? null);
}
