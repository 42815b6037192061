import { apply, none, type Primitive, sub, zerosLike } from '@chainrule/tensor';
import { type GradientRule, saving } from './rule.ts';

/** Second derivatives: the gradients of gradients that are primitives themselves. */
export const backwardGradients = {
  reluBackward: [
    saving([1], (gradient, { inputs: [, output] }) =>
      apply('reluBackward', [gradient, output], none),
    ),
    (gradient) => zerosLike(gradient),
  ],
  sigmoidBackward: [
    saving([1], (gradient, { inputs: [, output] }) =>
      apply('sigmoidBackward', [gradient, output], none),
    ),
    saving([0, 1], (gradient, { inputs: [first, output] }) =>
      gradient.mul(first).mul(sub(1, output.mul(2))),
    ),
  ],
  tanhBackward: [
    saving([1], (gradient, { inputs: [, output] }) =>
      apply('tanhBackward', [gradient, output], none),
    ),
    saving([0, 1], (gradient, { inputs: [first, output] }) =>
      gradient.mul(first).mul(output.mul(-2)),
    ),
  ],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
