import { apply, type Primitive } from '@chainrule/tensor';
import { type GradientRule, pass } from './rule.ts';

export const viewGradients = {
  // What was stretched is summed for every primitive alike.
  expand: [pass],
  permute: [
    (gradient, { params: { dims } }) =>
      apply('permute', [gradient], { dims: dims.map((_, dim) => dims.indexOf(dim)) }),
  ],
  slice: [
    (gradient, { params: { starts, steps }, info }) =>
      apply('pad', [gradient], { starts, steps, shape: info[0]?.shape ?? [] }),
  ],
  view: [(gradient, { info }) => gradient.reshape(info[0]?.shape ?? [])],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
