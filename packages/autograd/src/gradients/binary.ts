import {
  apply,
  none as noParams,
  type Primitive,
  type Tensor,
  where,
  zerosLike,
} from '@chainrule/tensor';
import { type GradientRule, pass, saving } from './rule.ts';

type Choice = 'maximum' | 'minimum';

/** The chosen operand takes the gradient; equal ones take half each. */
function choice<P extends Choice>(loses: (own: Tensor, other: Tensor) => Tensor): GradientRule<P> {
  const share = (gradient: Tensor, own: Tensor, other: Tensor): Tensor =>
    where(loses(own, other), 0, where(own.eq(other), gradient.div(2), gradient));
  return [
    saving([0, 1], (gradient, { inputs: [a, b] }) => share(gradient, a, b)),
    saving([0, 1], (gradient, { inputs: [a, b] }) => share(gradient, b, a)),
  ];
}

const none = [null, null] as const;

export const binaryGradients = {
  add: [pass, pass],
  atan2: [
    saving([0, 1], (gradient, { inputs: [a, b] }) => gradient.mul(b.div(a.mul(a).add(b.mul(b))))),
    saving([0, 1], (gradient, { inputs: [a, b] }) =>
      gradient.mul(a.neg().div(a.mul(a).add(b.mul(b)))),
    ),
  ],
  binaryCrossEntropy: [
    saving([0, 1], (gradient, { inputs: [probability, target] }) =>
      apply('binaryCrossEntropyBackward', [gradient, probability, target], noParams),
    ),
    saving([0], (gradient, { inputs: [probability] }) =>
      gradient.mul(probability.neg().log1p().sub(probability.log())),
    ),
  ],
  div: [
    saving([1], (gradient, { inputs: [, b] }) => gradient.div(b)),
    saving([0, 1], (gradient, { inputs: [a, b] }) => gradient.neg().mul(a.div(b).div(b))),
  ],
  floorDivide: [(gradient) => zerosLike(gradient), (gradient) => zerosLike(gradient)],
  fmod: [
    pass,
    saving([0, 1], (gradient, { inputs: [a, b] }) => gradient.neg().mul(a.div(b).trunc())),
  ],
  maximum: choice<'maximum'>((own, other) => own.lt(other)),
  minimum: choice<'minimum'>((own, other) => own.gt(other)),
  mul: [
    saving([1], (gradient, { inputs: [, b] }) => gradient.mul(b)),
    saving([0], (gradient, { inputs: [a] }) => gradient.mul(a)),
  ],
  pow: [
    saving([0, 1], (gradient, { inputs: [base, exponent] }) =>
      where(exponent.eq(0), 0, gradient.mul(exponent.mul(base.pow(exponent.sub(1))))),
    ),
    saving([0, 1, 'output'], (gradient, { inputs: [base, exponent], output }) =>
      where(base.eq(0).logicalAnd(exponent.ge(0)), 0, gradient.mul(output.mul(base.log()))),
    ),
  ],
  remainder: [
    pass,
    saving([0, 1], (gradient, { inputs: [a, b] }) => gradient.neg().mul(a.floorDivide(b))),
  ],
  sub: [pass, (gradient) => gradient.neg()],

  eq: none,
  ge: none,
  gt: none,
  le: none,
  logicalAnd: none,
  logicalOr: none,
  logicalXor: none,
  lt: none,
  ne: none,
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
