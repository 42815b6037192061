import { apply, type Shape, type Tensor } from '@chainrule/tensor';

/** Sums over whatever was stretched when a tensor of `shape` was broadcast to that of `x`. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  const extra = x.ndim - shape.length;
  const added: number[] = [];
  const stretched: number[] = [];
  for (let dim = 0; dim < x.ndim; dim++) {
    if (dim < extra) added.push(dim);
    else if (shape[dim - extra] === 1 && x.shape[dim] !== 1) stretched.push(dim - extra);
  }
  const summed = added.length === 0 ? x : apply('sum', [x], { dims: added, keepdim: false });
  return stretched.length === 0
    ? summed
    : apply('sum', [summed], { dims: stretched, keepdim: true });
}
