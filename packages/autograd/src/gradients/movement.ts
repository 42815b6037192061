import { apply, type Primitive, type Tensor } from '@chainrule/tensor';
import type { GradientContext, GradientRule } from './rule.ts';

/** The part of the gradient that lies where input number `input` was laid. */
function catGradient(gradient: Tensor, context: GradientContext<'cat'>, input: number): Tensor {
  const { dim } = context.params;
  const lengths = context.info.map(({ shape }) => shape[dim] as number);
  const start = lengths.slice(0, input).reduce((sum, length) => sum + length, 0);
  return gradient.narrow(dim, start, lengths[input] as number);
}

export const movementGradients = {
  transfer: [
    (gradient, { info }) =>
      apply('transfer', [gradient], { device: info[0]?.device ?? gradient.storage.device }),
  ],
  cat: catGradient,
  flip: [(gradient, { params }) => apply('flip', [gradient], params)],
  pad: [
    (gradient, { params: { starts, steps }, info }) =>
      apply('slice', [gradient], { starts, steps, sizes: info[0]?.shape ?? [] }),
  ],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
