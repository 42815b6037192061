import { cumprod, cumsum, eye, type Primitive, type Tensor, tril, where } from '@chainrule/tensor';
import { type GradientContext, type GradientRule, saving } from './rule.ts';

function runningSumFromTheEnd(x: Tensor, dim: number): Tensor {
  return cumsum(x.flip(dim), dim).flip(dim);
}

/**
 * The slope of the `j`-th running product by the `i`-th element is the product up to `j` without
 * `i`. All of them together are an `n x n` matrix a lane: more memory than a division by the
 * element would take, but right at zeros.
 */
function cumprodGradient(gradient: Tensor, context: GradientContext<'cumprod'>): Tensor {
  const [x] = context.inputs;
  const { dim } = context.params;
  if (x.ndim === 0) return gradient;
  const lanes = x.movedim(dim, -1);
  const n = lanes.shape[lanes.ndim - 1] as number;
  const options = { dtype: 'bool', device: x.storage.device } as const;
  const isOwn = eye(n, options);
  const rows = lanes.unsqueeze(-2).expand(...lanes.shape.slice(0, -1), n, n);
  const withoutOwn = cumprod(where(isOwn, 1, rows), lanes.ndim);
  const reaches = tril(eye(n, options).logicalNot().logicalOr(isOwn)).t();
  const slopes = where(reaches, withoutOwn, 0);
  const total = slopes.mul(gradient.movedim(dim, -1).unsqueeze(-2)).sum(-1);
  return total.movedim(-1, dim);
}

export const scanGradients = {
  argsort: [null],
  cumprod: [saving([0], cumprodGradient)],
  cumsum: [
    (gradient, { params }) =>
      gradient.ndim === 0 ? gradient : runningSumFromTheEnd(gradient, params.dim),
  ],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
