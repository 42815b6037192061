import { apply, type Shape, type Tensor } from '@chainrule/tensor';

/** Sums over whatever was stretched when a tensor of `shape` was broadcast to that of `x`. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  const extra = x.ndim - shape.length;
  const dims: number[] = [];
  for (let dim = 0; dim < x.ndim; dim++) {
    if (dim < extra || (shape[dim - extra] === 1 && x.shape[dim] !== 1)) dims.push(dim);
  }
  const summed = dims.length === 0 ? x : apply('sum', [x], { dims, keepdim: true });
  return summed.ndim === shape.length ? summed : apply('view', [summed], { shape });
}
