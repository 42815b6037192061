import {
  ArgumentError,
  formatShape,
  randperm,
  ShapeError,
  type Tensor,
  tensor as tensorOf,
} from '@chainrule/tensor';
import { normal_ } from './normal.ts';
import { type GeneratorOptions, unrecorded } from './options.ts';

/** Options of {@link sparse_}. */
export interface SparseOptions extends GeneratorOptions {
  /** The standard deviation of what is not zero. Default 0.01. */
  readonly std?: number;
}

/**
 * Fills a matrix with numbers drawn from a normal distribution, but sets a share of each column to
 * zero, and returns it.
 *
 * @param sparsity - the share, from 0 to 1, rounded up to whole elements.
 * @example
 * ```ts
 * sparse_(empty(10, 4), 0.5, { std: 1 });
 * ```
 * @throws {ShapeError} unless `tensor` has 2 dims.
 * @throws {ArgumentError} when `sparsity` is not from 0 to 1.
 * @see Martens, "Deep learning via Hessian-free optimization" (2010).
 */
export function sparse_(tensor: Tensor, sparsity: number, options: SparseOptions = {}): Tensor {
  const { std = 0.01, ...generator } = options;
  const [rows, columns] = tensor.shape;
  if (tensor.ndim !== 2 || rows === undefined || columns === undefined) {
    throw new ShapeError(
      `sparse_ takes a tensor of 2 dims; got shape ${formatShape(tensor.shape)}`,
    );
  }
  if (!(sparsity >= 0 && sparsity <= 1)) {
    throw new ArgumentError(`sparsity is a share from 0 to 1; got ${sparsity}`);
  }
  normal_(tensor, { mean: 0, std, ...generator });
  const kept = new Uint8Array(rows * columns).fill(1);
  const zeros = Math.ceil(sparsity * rows);
  for (let column = 0; column < columns; column++) {
    const order = randperm(rows, { ...generator, device: 'cpu' }).dataSync();
    for (const row of order.subarray(0, zeros)) kept[row * columns + column] = 0;
  }
  // Written, not multiplied, so that what was negative becomes 0 rather than -0.
  const mask = tensorOf(kept, { dtype: 'bool' }).view(rows, columns).logicalNot();
  unrecorded(tensor).maskedFill_(mask.to({ device: tensor.storage.device }), 0);
  return tensor;
}
