import {
  ArgumentError,
  DTypeError,
  formatShape,
  isFloatingPoint,
  logSoftmax,
  nameGradient,
  ShapeError,
  shapesEqual,
  type Tensor,
  where,
} from '@chainrule/tensor';
import { checkReduction, type LossOptions, type Reduction, reduce } from './reduction.ts';

/** Options of {@link nllLoss}. */
export interface NllLossOptions extends LossOptions {
  /** Multiplies the loss of each class, `(C)`; a mean is divided by the weights that counted. */
  readonly weight?: Tensor | null;
  /** The class whose elements count for nothing. Default -100. */
  readonly ignoreIndex?: number;
}

/** Options of {@link crossEntropy}. */
export interface CrossEntropyOptions extends NllLossOptions {
  /** The share of the target, from 0 to 1, that is spread over all classes. Default 0. */
  readonly labelSmoothing?: number;
}

function classDimOf(x: Tensor): number {
  return x.ndim === 1 ? 0 : 1;
}

function checkClasses(name: string, x: Tensor, target: Tensor): void {
  if (x.ndim === 0) throw new ShapeError(`${name} takes scores of 1 dim or more; got a scalar`);
  if (isFloatingPoint(target.dtype)) {
    throw new DTypeError(
      `${name} takes classes as integers; got ${target.dtype} of shape ${formatShape(target.shape)}; ` +
        "make them with { dtype: 'int32' }, or cast with int()",
    );
  }
  const expected = x.shape.filter((_, dim) => dim !== classDimOf(x));
  if (shapesEqual(target.shape, expected)) return;
  throw new ShapeError(
    `${name} of scores of shape ${formatShape(x.shape)} takes classes of shape ${formatShape(expected)}; ` +
      `got ${formatShape(target.shape)}`,
  );
}

function checkWeight(name: string, x: Tensor, weight: Tensor | null): void {
  const classes = x.shape[classDimOf(x)] as number;
  if (weight === null || shapesEqual(weight.shape, [classes])) return;
  throw new ShapeError(
    `${name} takes one weight for each of ${classes} classes; got shape ${formatShape(weight.shape)}`,
  );
}

/** Weights laid along the class dim of `x`. */
function alongClasses(x: Tensor, weight: Tensor): Tensor {
  return x.ndim === 1 ? weight : weight.view([1, -1, ...new Array<number>(x.ndim - 2).fill(1)]);
}

/** Which elements of a target count, and how much. */
interface Counted {
  readonly ignored: Tensor;
  /** The target with class 0 in place of what is ignored. */
  readonly classes: Tensor;
  /** The weight of each element, 0 where it is ignored. */
  readonly weights: Tensor;
}

function count(x: Tensor, target: Tensor, weight: Tensor | null, ignoreIndex: number): Counted {
  const ignored = target.eq(ignoreIndex);
  const classes = where(ignored, 0, target);
  if (weight === null) return { ignored, classes, weights: ignored.logicalNot().to(x.dtype) };
  const chosen = weight.indexSelect(0, classes.reshape(-1)).view(classes.shape);
  return { ignored, classes, weights: where(ignored, 0, chosen) };
}

/** Losses weighted and reduced; a mean is divided by the weights. */
function reduceWeighted(losses: Tensor, weights: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return losses;
  return reduction === 'sum' ? losses.sum() : losses.sum().div(weights.sum());
}

/**
 * The negative log likelihood of classes: minus the logarithm of the probability that each gets.
 *
 * @param x - logarithms of probabilities: `(N, C)`, `(N, C, ...)`, or `(C)` for one sample.
 * @param target - classes from 0 to C - 1, int32: `(N)`, `(N, ...)`, or a scalar.
 * @throws {ShapeError} when the shapes do not fit, or a class is out of range.
 * @throws {DTypeError} unless the classes are integers.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.nll_loss.html
 */
export function nllLoss(
  x: Tensor,
  target: Tensor,
  { weight = null, ignoreIndex = -100, reduction = 'mean' }: NllLossOptions = {},
): Tensor {
  checkReduction(reduction);
  checkClasses('nllLoss', x, target);
  checkWeight('nllLoss', x, weight);
  const dim = classDimOf(x);
  const { ignored, classes, weights } = count(x, target, weight, ignoreIndex);
  const likelihoods = x.gather(dim, classes.unsqueeze(dim)).squeeze(dim);
  const weighted = weight === null ? likelihoods.neg() : likelihoods.mul(weights).neg();
  const losses = where(ignored, 0, weighted);
  const name = x.ndim > 2 ? 'NllLoss2DBackward0' : 'NllLossBackward0';
  return nameGradient(reduceWeighted(losses, weights, reduction), name);
}

/**
 * How far the softmax of scores is from targets, which are classes or the probabilities of all
 * classes.
 *
 * @param x - scores: `(N, C)`, `(N, C, ...)`, or `(C)` for one sample.
 * @param target - classes, int32: `(N)`, `(N, ...)` or a scalar; or probabilities of the shape of `x`.
 * @throws {ShapeError} when the shapes do not fit, or a class is out of range.
 * @throws {DTypeError} when classes are not integers.
 * @throws {ArgumentError} when `labelSmoothing` is not from 0 to 1.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
 */
export function crossEntropy(x: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const { labelSmoothing = 0, reduction = 'mean' } = options;
  checkReduction(reduction);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new ArgumentError(`labelSmoothing is from 0 to 1; got ${labelSmoothing}`);
  }
  const isProbabilities = shapesEqual(x.shape, target.shape);
  if (!isProbabilities) checkClasses('crossEntropy', x, target);
  checkWeight('crossEntropy', x, options.weight ?? null);
  const logarithms = logSoftmax(x, classDimOf(x));
  if (isProbabilities) return ofProbabilities(logarithms, target, options);
  if (labelSmoothing === 0) return nllLoss(logarithms, target, options);
  return smoothed(logarithms, target, options);
}

function ofProbabilities(
  logarithms: Tensor,
  target: Tensor,
  { weight = null, ignoreIndex = -100, labelSmoothing = 0, reduction }: CrossEntropyOptions,
): Tensor {
  if (!isFloatingPoint(target.dtype)) {
    throw new DTypeError(
      `a target of the shape of the scores holds probabilities, in floating point; got ${target.dtype}`,
    );
  }
  if (ignoreIndex >= 0) {
    throw new ArgumentError('ignoreIndex goes with classes; this target holds probabilities');
  }
  const dim = classDimOf(logarithms);
  const classes = logarithms.shape[dim] as number;
  const smooth =
    labelSmoothing === 0 ? target : target.mul(1 - labelSmoothing).add(labelSmoothing / classes);
  const product = logarithms.mul(smooth);
  const weighted = weight === null ? product : product.mul(alongClasses(logarithms, weight));
  if (reduction === 'none') return weighted.sum(dim).neg();
  const total = weighted.sum().neg();
  return reduction === 'sum' ? total : total.div(logarithms.numel() / classes);
}

function smoothed(logarithms: Tensor, target: Tensor, options: CrossEntropyOptions): Tensor {
  const { weight = null, ignoreIndex = -100, labelSmoothing = 0, reduction = 'mean' } = options;
  const dim = classDimOf(logarithms);
  const classes = logarithms.shape[dim] as number;
  const { ignored, weights } = count(logarithms, target, weight, ignoreIndex);
  const weighted = weight === null ? logarithms : logarithms.mul(alongClasses(logarithms, weight));
  const uniform = where(ignored, 0, weighted.sum(dim).neg());
  const spread = reduceWeighted(uniform, weights, reduction).mul(labelSmoothing / classes);
  return nllLoss(logarithms, target, options)
    .mul(1 - labelSmoothing)
    .add(spread);
}

/** Options of {@link klDiv}. */
export interface KlDivOptions {
  /** `batchmean` divides the sum by the first dim. Default `mean`. */
  readonly reduction?: Reduction | 'batchmean';
  /** Whether the target holds logarithms of probabilities. Default false. */
  readonly logTarget?: boolean;
}

/**
 * The Kullback-Leibler divergence, `target * (log(target) - x)`: how much a target differs from
 * what is expected.
 *
 * @param x - logarithms of probabilities.
 * @param target - probabilities, or with `logTarget` their logarithms.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.kl_div.html
 */
export function klDiv(
  x: Tensor,
  target: Tensor,
  { reduction = 'mean', logTarget = false }: KlDivOptions = {},
): Tensor {
  checkReduction(reduction, ['mean', 'sum', 'none', 'batchmean']);
  const losses = logTarget
    ? target.exp().mul(target.sub(x))
    : timesOwnLogarithm(target).sub(target.mul(x));
  if (reduction !== 'batchmean') return reduce(losses, reduction);
  return losses.sum().div(x.ndim === 0 ? 1 : (x.shape[0] as number));
}

/** `x * log(x)`, 0 where `x` is. */
function timesOwnLogarithm(x: Tensor): Tensor {
  const isZero = x.eq(0);
  return where(isZero, 0, x.mul(where(isZero, 1, x).log()));
}
