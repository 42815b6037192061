import { apply, type Primitive } from '@chainrule/tensor';
import { type GradientRule, pass } from './rule.ts';

/** The order of dims that undoes `dims`. */
function inverse(dims: readonly number[]): number[] {
  const result = new Array<number>(dims.length);
  for (let place = 0; place < dims.length; place++) result[dims[place] as number] = place;
  return result;
}

export const viewGradients = {
  // What was stretched is summed for every primitive alike.
  expand: [pass],
  permute: [
    (gradient, { params: { dims } }) => apply('permute', [gradient], { dims: inverse(dims) }),
  ],
  slice: [
    (gradient, { params: { starts, steps }, info }) =>
      apply('pad', [gradient], { starts, steps, shape: info[0]?.shape ?? [] }),
  ],
  view: [(gradient, { info }) => gradient.reshape(info[0]?.shape ?? [])],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
