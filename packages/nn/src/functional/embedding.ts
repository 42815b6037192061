import {
  ArgumentError,
  formatShape,
  nameGradient,
  ShapeError,
  type Tensor,
  where,
} from '@chainrule/tensor';

export { oneHot } from '@chainrule/tensor';

/** Options of {@link embedding}. */
export interface EmbeddingOptions {
  /** The row that gets no gradient; counted from the end when negative. Default: none. */
  readonly paddingIdx?: number | null;
}

/** `paddingIdx` counted from the front, checked to be a row of `rows`. */
export function paddingRow(paddingIdx: number, rows: number): number {
  if (!Number.isInteger(paddingIdx) || paddingIdx < -rows || paddingIdx >= rows) {
    throw new ArgumentError(`paddingIdx is one of ${rows} rows; got ${paddingIdx}`);
  }
  return paddingIdx < 0 ? paddingIdx + rows : paddingIdx;
}

/**
 * The rows of a table at some indices: `(...), (rows, features) -> (..., features)`.
 *
 * @param x - indices from 0 to `rows - 1`, int32.
 * @throws {ShapeError} for an index out of range.
 * @throws {DTypeError} unless the indices are integers.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.embedding.html
 */
export function embedding(
  x: Tensor,
  weight: Tensor,
  { paddingIdx = null }: EmbeddingOptions = {},
): Tensor {
  const [rows, features] = weight.shape;
  if (weight.ndim !== 2 || rows === undefined || features === undefined) {
    throw new ShapeError(
      `embedding takes a table of 2 dims; got shape ${formatShape(weight.shape)}`,
    );
  }
  const selected = weight.indexSelect(0, x.reshape(-1)).view([...x.shape, features]);
  if (paddingIdx === null) return nameGradient(selected, 'EmbeddingBackward0');
  const isPadding = x.eq(paddingRow(paddingIdx, rows)).unsqueeze(-1);
  return nameGradient(where(isPadding, selected.detach(), selected), 'EmbeddingBackward0');
}
