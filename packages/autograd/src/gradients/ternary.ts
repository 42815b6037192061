import { apply, none, type Primitive, sub, type Tensor, where } from '@chainrule/tensor';
import { type GradientRule, saving } from './rule.ts';

/** The slope of the logistic function at the place where it is `probability`, bounded away from 0. */
function slopeAt(probability: Tensor): Tensor {
  return sub(1, probability).mul(probability).clamp({ min: 1e-12 });
}

export const ternaryGradients = {
  binaryCrossEntropyBackward: [
    saving([1, 2], (gradient, { inputs: [, probability, target] }) =>
      apply('binaryCrossEntropyBackward', [gradient, probability, target], none),
    ),
    saving([0, 1, 2], (gradient, { inputs: [first, probability, target] }) => {
      // The quotient rule on (p - t) / ((1 - p) p).
      const slope = slopeAt(probability);
      const bent = probability.sub(target).mul(sub(1, probability.mul(2)));
      return gradient.mul(first).mul(slope.sub(bent).div(slope.mul(slope)));
    }),
    saving([0, 1], (gradient, { inputs: [first, probability] }) =>
      gradient.mul(first).neg().div(slopeAt(probability)),
    ),
  ],
  where: [
    null,
    saving([0], (gradient, { inputs: [condition] }) => where(condition, gradient, 0)),
    saving([0], (gradient, { inputs: [condition] }) => where(condition, 0, gradient)),
  ],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
