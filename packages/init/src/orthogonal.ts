import { formatShape, randn, ShapeError, type Tensor, tensor as tensorOf } from '@chainrule/tensor';
import { orthonormalFactor } from './householder.ts';
import { type GeneratorOptions, unrecorded } from './options.ts';
import type { XavierOptions } from './xavier.ts';

/** Options of {@link orthogonal_}. */
export type OrthogonalOptions = XavierOptions;

/**
 * Fills a weight with a random matrix whose rows or columns, whichever are fewer, are orthonormal,
 * times `gain`, and returns it. Dims after the first count as one.
 *
 * The decomposition is computed in double precision, so the result is PyTorch's up to the rounding
 * of PyTorch's own single precision, a few 1e-7.
 *
 * @throws {ShapeError} for fewer than 2 dims.
 * @see Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear neural
 * networks" (2014).
 */
export function orthogonal_(
  tensor: Tensor,
  gain: number | OrthogonalOptions = 1,
  options: GeneratorOptions = {},
): Tensor {
  if (tensor.ndim < 2) {
    throw new ShapeError(
      `orthogonal_ takes a tensor of 2 dims or more; got shape ${formatShape(tensor.shape)}`,
    );
  }
  if (tensor.numel() === 0) return tensor;
  const { gain: factor = 1, ...generator } = typeof gain === 'number' ? { ...options, gain } : gain;

  const rows = tensor.shape[0] as number;
  const columns = tensor.numel() / rows;
  const { dtype } = tensor;
  const drawn = randn([rows, columns], { ...generator, dtype, device: 'cpu' });
  const tall = rows < columns ? drawn.t() : drawn;
  const factorQ = orthonormalFactor({
    rows: Math.max(rows, columns),
    columns: Math.min(rows, columns),
    data: Float64Array.from(tall.dataSync()),
  });
  const q = tensorOf(factorQ.data, { dtype }).view(factorQ.rows, factorQ.columns);
  const wide = rows < columns ? q.t() : q;
  unrecorded(tensor).copy_(wide.reshape(tensor.shape)).mul_(factor);
  return tensor;
}
