import {
  apply,
  formatShape,
  nameGradient,
  none,
  ShapeError,
  shapesEqual,
  type Tensor,
} from '@chainrule/tensor';
import { type LossOptions, reduce } from './reduction.ts';

/** Options of {@link binaryCrossEntropy}. */
export interface BinaryCrossEntropyOptions extends LossOptions {
  /** Multiplies the loss of each element; broadcasts to the target. */
  readonly weight?: Tensor | null;
}

function checkTarget(name: string, x: Tensor, target: Tensor): void {
  if (shapesEqual(x.shape, target.shape)) return;
  throw new ShapeError(
    `${name} takes a target of the input's shape ${formatShape(x.shape)}; got ${formatShape(target.shape)}`,
  );
}

/**
 * How far probabilities are from targets, `-(target * log(x) + (1 - target) * log(1 - x))`, the
 * logarithms never below -100.
 *
 * @param x - probabilities, from 0 to 1.
 * @param target - as many numbers, from 0 to 1.
 * @throws {ShapeError} when the shapes differ.
 * @throws {ArgumentError} when a probability is not from 0 to 1.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy.html
 */
export function binaryCrossEntropy(
  x: Tensor,
  target: Tensor,
  { weight = null, reduction = 'mean' }: BinaryCrossEntropyOptions = {},
): Tensor {
  checkTarget('binaryCrossEntropy', x, target);
  const losses = apply('binaryCrossEntropy', [x, target], none);
  const weighted = weight === null ? losses : losses.mul(weight.expand(target.shape));
  return nameGradient(reduce(weighted, reduction), 'BinaryCrossEntropyBackward0');
}

/** Options of {@link binaryCrossEntropyWithLogits}. */
export interface BinaryCrossEntropyWithLogitsOptions extends BinaryCrossEntropyOptions {
  /** Multiplies what positive targets add to the loss; broadcasts to the target. */
  readonly posWeight?: Tensor | null;
}

/**
 * `binaryCrossEntropy(sigmoid(x), target)`, computed without overflow or loss of digits.
 *
 * @param x - scores, of which the sigmoid is the probability.
 * @param target - as many numbers, from 0 to 1.
 * @throws {ShapeError} when the shapes differ.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy_with_logits.html
 */
export function binaryCrossEntropyWithLogits(
  x: Tensor,
  target: Tensor,
  options: BinaryCrossEntropyWithLogitsOptions = {},
): Tensor {
  const { weight = null, posWeight = null, reduction = 'mean' } = options;
  checkTarget('binaryCrossEntropyWithLogits', x, target);
  // log(1 + exp(-x)) with an exponent that is never positive, so that it cannot overflow.
  const shift = x.neg().clamp({ min: 0 });
  const logarithm = shift.neg().exp().add(x.neg().sub(shift).exp()).log().add(shift);
  const negative = target.neg().add(1).mul(x);
  const losses =
    posWeight === null
      ? negative.add(logarithm)
      : negative.add(posWeight.sub(1).mul(target).add(1).mul(logarithm));
  const weighted = weight === null ? losses : losses.mul(weight);
  return nameGradient(reduce(weighted, reduction), 'BinaryCrossEntropyWithLogitsBackward0');
}
