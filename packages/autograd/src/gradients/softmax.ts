import type { Primitive } from '@chainrule/tensor';
import { type GradientRule, saving } from './rule.ts';

export const softmaxGradients = {
  softmax: [
    saving(['output'], (gradient, { output, params: { dim } }) => {
      const weighted = gradient.mul(output);
      return weighted.sub(output.mul(weighted.sum(dim, true)));
    }),
  ],
  logSoftmax: [
    saving(['output'], (gradient, { output, params: { dim } }) =>
      gradient.sub(output.exp().mul(gradient.sum(dim, true))),
    ),
  ],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
