import { noGrad } from '@chainrule/autograd';
import { formatShape, nameGradient, ShapeError, shapesEqual, type Tensor } from '@chainrule/tensor';
import { momentsOf, Normalization } from './normalization-function.ts';

/** Options of {@link layerNorm}. */
export interface LayerNormOptions {
  /** Multiplies each normalized element, of the normalized shape. Default: none. */
  readonly weight?: Tensor | null;
  /** Is added to each normalized element, of the normalized shape. Default: none. */
  readonly bias?: Tensor | null;
  /** Is added to the variance, so that nothing is divided by 0. Default 1e-5. */
  readonly eps?: number;
}

function normalize(
  x: Tensor,
  mean: Tensor,
  inverseDeviation: Tensor,
  scale: Tensor | null,
  shift: Tensor | null,
): Tensor {
  const normalized = x.mul(inverseDeviation).sub(inverseDeviation.mul(mean));
  const scaled = scale === null ? normalized : normalized.mul(scale);
  return shift === null ? scaled : scaled.add(shift);
}

/**
 * Normalizes the last dims of each sample to mean 0 and variance 1.
 *
 * @param normalizedShape - the lengths of those dims.
 * @throws {ShapeError} when `x` does not end in them, or a parameter isn't of that shape.
 * @see Ba et al., "Layer normalization" (2016).
 */
export function layerNorm(
  x: Tensor,
  normalizedShape: number | readonly number[],
  { weight = null, bias = null, eps = 1e-5 }: LayerNormOptions = {},
): Tensor {
  const affineShape = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape;
  const leading = x.ndim - affineShape.length;
  checkShapes(x, affineShape, { weight, bias });
  const everyDim = x.shape.map((_, dim) => dim);
  const dims = everyDim.slice(leading);
  const sharedDims = everyDim.slice(0, leading);
  const moments = noGrad(() => momentsOf(x, dims, eps));
  const plan = { dims, eps, sharedDims, parameterShape: affineShape, affineShape, normalize };
  const result = Normalization.apply(plan, x, moments, weight, bias);
  return nameGradient(result, 'NativeLayerNormBackward0');
}

function checkShapes(
  x: Tensor,
  normalizedShape: readonly number[],
  parameters: Readonly<Record<string, Tensor | null>>,
): void {
  const last = x.shape.slice(x.ndim - normalizedShape.length);
  if (normalizedShape.length === 0 || !shapesEqual(last, normalizedShape)) {
    throw new ShapeError(
      `layerNorm over ${formatShape(normalizedShape)} takes a tensor whose last dims are these; ` +
        `got shape ${formatShape(x.shape)}`,
    );
  }
  for (const [name, parameter] of Object.entries(parameters)) {
    if (parameter === null || shapesEqual(parameter.shape, normalizedShape)) continue;
    throw new ShapeError(
      `${name} has the normalized shape ${formatShape(normalizedShape)}; got ${formatShape(parameter.shape)}`,
    );
  }
}
