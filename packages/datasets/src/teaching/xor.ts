import { type Tensor, tensor } from '@chainrule/tensor';
import { TensorDataset } from '../tensor-dataset.ts';

/**
 * The four points of exclusive or, which no straight line separates: x (4, 2) and y (4, 1), both
 * float32.
 *
 * @see Minsky and Papert (1969), "Perceptrons".
 *
 * @example
 * ```ts
 * const [x, y] = xor().tensors;
 * console.log(x.toArray(), y.flatten().toArray());
 * // [ [ 0, 0 ], [ 0, 1 ], [ 1, 0 ], [ 1, 1 ] ] [ 0, 1, 1, 0 ]
 * ```
 */
export function xor(): TensorDataset<[x: Tensor, y: Tensor]> {
  const x = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  const y = [[0], [1], [1], [0]];
  return new TensorDataset(tensor(x, { dtype: 'float32' }), tensor(y, { dtype: 'float32' }));
}
