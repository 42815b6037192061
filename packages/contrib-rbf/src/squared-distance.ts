import { definePrimitive, saving } from '@chainrule/autograd';
import { formatShape, ShapeError, type Tensor } from '@chainrule/tensor';

/**
 * The squared Euclidean distance of every row of `x` to every row of `centres`:
 * `(N, D), (M, D) -> (N, M)`.
 *
 * A primitive of its own, since composed of others it would hold all `N * M * D` differences, or,
 * from `|x|^2 - 2 x c + |c|^2`, lose the digits that near rows have in common.
 *
 * @throws {ShapeError} when one isn't a matrix, or their rows differ in length.
 * @throws {DTypeError} when they differ in dtype.
 *
 * @example
 * ```ts
 * import { squaredDistance } from '@chainrule/contrib-rbf';
 * import { tensor } from '@chainrule/tensor';
 *
 * const distances = squaredDistance(tensor([[0, 0]]), tensor([[3, 4], [0, 1]]));
 * console.log(distances.toArray()); // [[25, 1]]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.cdist.html, of which it is the square.
 */
export const squaredDistance = definePrimitive<[x: Tensor, centres: Tensor]>({
  name: 'squaredDistance',

  shape([x, centres]) {
    if (x.shape.length !== 2 || centres.shape.length !== 2 || x.shape[1] !== centres.shape[1]) {
      throw new ShapeError(
        'squaredDistance takes two matrices with rows of one length; ' +
          `got shapes ${formatShape(x.shape)} and ${formatShape(centres.shape)}`,
      );
    }
    return [x.shape[0] as number, centres.shape[0] as number];
  },

  forward(out, [x, centres]) {
    const [rows, columns] = out.shape as readonly [number, number];
    const length = x.shape[1] as number;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let sum = 0;
        for (let i = 0; i < length; i++) {
          const left = x.data[row * length + i] as number;
          const difference = left - (centres.data[column * length + i] as number);
          sum += difference * difference;
        }
        out.data[row * columns + column] = sum;
      }
    }
  },

  gpu: {
    inputs: ['x', 'centres'],
    element([x], _, out) {
      const length = x.shape[1];
      const columns = out.shape[1];
      return `function element(i) {
        const row = divide(i, ${columns}) * ${length};
        const column = modulo(i, ${columns}) * ${length};
        let sum = 0.0;
        for (let k = 0; k < ${length}; k++) {
          const difference = x(row + k) - centres(column + k);
          sum = sum + difference * difference;
        }
        return sum;
      }`;
    },
  },

  // The slope of |x - c|^2 is 2 (x - c) by x and 2 (c - x) by c.
  gradient: [
    saving([0, 1], (gradient, { inputs: [x, centres] }) =>
      gradient.sum(1, true).mul(x).sub(gradient.matmul(centres)).mul(2),
    ),
    saving([0, 1], (gradient, { inputs: [x, centres] }) =>
      gradient.sum(0).unsqueeze(1).mul(centres).sub(gradient.t().matmul(x)).mul(2),
    ),
  ],
});
