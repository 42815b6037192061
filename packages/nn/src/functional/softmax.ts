import {
  ArgumentError,
  type DType,
  formatShape,
  logSoftmax as logSoftmaxOf,
  nameGradient,
  normalizeDim,
  ShapeError,
  softmax as softmaxOf,
  type Tensor,
} from '@chainrule/tensor';

/** Options of {@link softmax}, {@link softmin} and {@link logSoftmax}. */
export interface SoftmaxOptions {
  /** The dim whose elements compete. */
  readonly dim?: number;
  /** Cast to this dtype first. */
  readonly dtype?: DType;
}

type Dim = number | SoftmaxOptions;

function along(name: string, dim: Dim, options: SoftmaxOptions): [dim: number, dtype: object] {
  const given = typeof dim === 'number' ? { ...options, dim } : dim;
  if (given.dim === undefined) throw new ArgumentError(`${name} takes the dim to work along`);
  return [given.dim, given.dtype === undefined ? {} : { dtype: given.dtype }];
}

/**
 * `exp(x) / sum(exp(x))` along a dim.
 *
 * @throws {ArgumentError} when no dim is named.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.softmax.html
 */
export function softmax(x: Tensor, dim: Dim, options: SoftmaxOptions = {}): Tensor {
  return softmaxOf(x, ...along('softmax', dim, options));
}

/**
 * {@link softmax} of `-x`: the smallest element gets the most.
 *
 * @throws {ArgumentError} when no dim is named.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.softmin.html
 */
export function softmin(x: Tensor, dim: Dim, options: SoftmaxOptions = {}): Tensor {
  return softmaxOf(x.neg(), ...along('softmin', dim, options));
}

/**
 * The logarithm of {@link softmax}, without loss of digits.
 *
 * @throws {ArgumentError} when no dim is named.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html
 */
export function logSoftmax(x: Tensor, dim: Dim, options: SoftmaxOptions = {}): Tensor {
  return logSoftmaxOf(x, ...along('logSoftmax', dim, options));
}

/**
 * The first half of a dim times the sigmoid of the second half.
 *
 * @throws {ShapeError} when the dim cannot be halved.
 * @see Dauphin et al., "Language modeling with gated convolutional networks" (2017).
 */
export function glu(x: Tensor, dim: number | { readonly dim?: number } = -1): Tensor {
  const wanted = typeof dim === 'number' ? dim : (dim.dim ?? -1);
  const axis = normalizeDim(wanted, x.ndim);
  const length = x.shape[axis] ?? 1;
  if (x.ndim === 0 || length % 2 !== 0) {
    throw new ShapeError(
      `glu halves dim ${wanted}, which must be even; got shape ${formatShape(x.shape)}`,
    );
  }
  const value = x.narrow(axis, 0, length / 2);
  const gate = x.narrow(axis, length / 2, length / 2);
  return nameGradient(value.mul(gate.sigmoid()), 'GluBackward0');
}
