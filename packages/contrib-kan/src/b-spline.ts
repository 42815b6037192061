import { ArgumentError, type Tensor } from '@chainrule/tensor';

/**
 * The B-splines of degree `order` over `knots`, at every element of `x`:
 * `(...), (K) -> (..., K - order - 1)`.
 *
 * Each is a bump of polynomials over `order + 1` spans of the knots, and 0 elsewhere. Between
 * `knots[order]` and `knots[K - order - 1]` they sum to 1.
 *
 * @param x - where to look, of any shape.
 * @param knots - in ascending order, each once, of the dtype of `x`.
 * @param order - the degree of the polynomials, 0 or more.
 * @throws {ArgumentError} when `order` isn't a whole number from 0, or the knots are too few for it.
 *
 * @example
 * ```ts
 * import { bSplineBasis } from '@chainrule/contrib-kan';
 * import { tensor } from '@chainrule/tensor';
 *
 * console.log(bSplineBasis(tensor([0.25, 1]), tensor([0, 1, 2]), 1).toArray()); // [[0.25], [1]]
 * ```
 * @see C. de Boor, "On calculating with B-splines", Journal of Approximation Theory 6 (1972).
 */
export function bSplineBasis(x: Tensor, knots: Tensor, order: number): Tensor {
  const count = knots.numel();
  if (!Number.isInteger(order) || order < 0) {
    throw new ArgumentError(`the order of a spline is a whole number from 0; got ${order}`);
  }
  if (knots.ndim !== 1 || count < order + 2) {
    throw new ArgumentError(
      `splines of order ${order} take ${order + 2} knots or more, in one dim; got ${count} in ${knots.ndim}`,
    );
  }
  const place = x.unsqueeze(-1);
  const from = (start: number, length: number): Tensor => knots.narrow(0, start, length);

  let basis = place
    .ge(from(0, count - 1))
    .logicalAnd(place.lt(from(1, count - 1)))
    .to(x.dtype);
  for (let degree = 1; degree <= order; degree++) {
    const length = count - degree - 1;
    const first = from(0, length);
    const second = from(1, length);
    const rise = place.sub(first).div(from(degree, length).sub(first));
    const end = from(degree + 1, length);
    const fall = end.sub(place).div(end.sub(second));
    basis = rise.mul(basis.narrow(-1, 0, length)).add(fall.mul(basis.narrow(-1, 1, length)));
  }
  return basis;
}
