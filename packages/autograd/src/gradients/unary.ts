import {
  apply,
  cast,
  none,
  type Primitive,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@chainrule/tensor';
import { type GradientRule, pass, saving } from './rule.ts';

type UnaryRule<P extends Primitive> = GradientRule<P>;

/** The gradient times the function's slope at the input. */
function slopeOfInput<P extends Primitive>(slope: (x: Tensor) => Tensor): UnaryRule<P> {
  return [saving([0], (gradient, { inputs }) => gradient.mul(slope(inputs[0] as Tensor)))];
}

/** The gradient times the function's slope, told from the result. */
function slopeOfOutput<P extends Primitive>(slope: (y: Tensor) => Tensor): UnaryRule<P> {
  return [saving(['output'], (gradient, { output }) => gradient.mul(slope(output)))];
}

/** A primitive of its own that takes the gradient and the result. */
function byOutput<P extends Primitive>(
  backward: 'reluBackward' | 'sigmoidBackward' | 'tanhBackward',
): UnaryRule<P> {
  return [saving(['output'], (gradient, { output }) => apply(backward, [gradient, output], none))];
}

/** Steps are flat everywhere that they have a slope. */
const flat = [(gradient: Tensor): Tensor => zerosLike(gradient)] as const;

export const unaryGradients = {
  abs: slopeOfInput<'abs'>((x) => x.sign()),
  acos: slopeOfInput<'acos'>((x) => sub(1, x.mul(x)).rsqrt().neg()),
  asin: slopeOfInput<'asin'>((x) => sub(1, x.mul(x)).rsqrt()),
  atan: slopeOfInput<'atan'>((x) => x.mul(x).add(1).reciprocal()),
  ceil: flat,
  cos: slopeOfInput<'cos'>((x) => x.sin().neg()),
  cosh: slopeOfInput<'cosh'>((x) => x.sinh()),
  erf: slopeOfInput<'erf'>((x) =>
    x
      .mul(x)
      .neg()
      .exp()
      .mul(2 / Math.sqrt(Math.PI)),
  ),
  erfinv: slopeOfOutput<'erfinv'>((y) =>
    y
      .mul(y)
      .exp()
      .mul(Math.sqrt(Math.PI) / 2),
  ),
  exp: slopeOfOutput<'exp'>((y) => y),
  expm1: slopeOfOutput<'expm1'>((y) => y.add(1)),
  floor: flat,
  log: [saving([0], (gradient, { inputs: [x] }) => gradient.div(x))] satisfies GradientRule<'log'>,
  log10: [
    saving([0], (gradient, { inputs: [x] }) => gradient.div(x.mul(Math.LN10))),
  ] satisfies GradientRule<'log10'>,
  log1p: [
    saving([0], (gradient, { inputs: [x] }) => gradient.div(x.add(1))),
  ] satisfies GradientRule<'log1p'>,
  log2: [
    saving([0], (gradient, { inputs: [x] }) => gradient.div(x.mul(Math.LN2))),
  ] satisfies GradientRule<'log2'>,
  logicalNot: [null],
  neg: [(gradient: Tensor): Tensor => gradient.neg()],
  reciprocal: slopeOfOutput<'reciprocal'>((y) => y.mul(y).neg()),
  relu: byOutput('reluBackward'),
  round: flat,
  rsqrt: slopeOfOutput<'rsqrt'>((y) => y.mul(y).mul(y).mul(-0.5)),
  sigmoid: byOutput('sigmoidBackward'),
  sign: flat,
  sin: slopeOfInput<'sin'>((x) => x.cos()),
  sinh: slopeOfInput<'sinh'>((x) => x.cosh()),
  sqrt: [
    saving(['output'], (gradient, { output }) => gradient.div(output.mul(2))),
  ] satisfies GradientRule<'sqrt'>,
  tan: slopeOfOutput<'tan'>((y) => y.mul(y).add(1)),
  tanh: byOutput('tanhBackward'),
  trunc: flat,

  cast: [(gradient, { info }) => cast(gradient, info[0]?.dtype ?? gradient.dtype)],
  clamp: [
    saving([0], (gradient, { inputs: [x], params: { min, max } }) => {
      const notBelow = min === null ? null : x.ge(min);
      const notAbove = max === null ? null : x.le(max);
      const within =
        notBelow !== null && notAbove !== null
          ? notBelow.logicalAnd(notAbove)
          : (notBelow ?? notAbove);
      return within === null ? gradient : where(within, gradient, 0);
    }),
  ],
  contiguous: [pass],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
