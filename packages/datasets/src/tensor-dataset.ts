import { ArgumentError, formatShape, ShapeError, type Tensor } from '@chainrule/tensor';
import type { BatchOf } from './collate.ts';
import { checkIndex, type Dataset } from './dataset.ts';
import { gather } from './gather.ts';

/** One tensor for each of `Tensors`. */
type Slices<Tensors extends readonly Tensor[]> = { -readonly [T in keyof Tensors]: Tensor };

/**
 * Samples that lie along the first dim of one or more tensors.
 *
 * Sample `i` is `[a[i], b[i], ...]`, views of the tensors; a batch is gathered at once.
 *
 * @throws {ShapeError} when the tensors differ in the length of their first dim, or have none.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.TensorDataset
 *
 * @example
 * ```ts
 * const dataset = new TensorDataset(tensor([[0, 0], [0, 1], [1, 0]]), tensor([[0], [1], [1]]));
 * const [x, y] = dataset.get(1);
 * console.log(x.toArray(), y.toArray()); // [ 0, 1 ] [ 1 ]
 * ```
 */
export class TensorDataset<Tensors extends readonly Tensor[]> implements Dataset<Slices<Tensors>> {
  readonly tensors: Tensors;
  readonly length: number;

  constructor(...tensors: Tensors) {
    const [first] = tensors;
    if (first === undefined) throw new ArgumentError('TensorDataset needs at least one tensor');
    const lengths = tensors.map(({ shape }) => shape[0]);
    if (first.ndim === 0 || lengths.some((length) => length !== lengths[0])) {
      const shapes = tensors.map(({ shape }) => formatShape(shape)).join(' and ');
      throw new ShapeError(`the tensors must share the length of their first dim; got ${shapes}`);
    }
    this.tensors = tensors;
    this.length = first.size(0);
  }

  get(index: number): Slices<Tensors> {
    const position = checkIndex(index, this.length);
    return this.tensors.map((tensor) => tensor.select(0, position)) as Slices<Tensors>;
  }

  getBatch(indices: readonly number[]): BatchOf<Slices<Tensors>> {
    const batch = this.tensors.map((tensor) => gather(tensor, indices));
    return batch as BatchOf<Slices<Tensors>>;
  }
}
