import type { BuiltInPrimitive } from '@chainrule/tensor';
import { backwardGradients } from './backward.ts';
import { binaryGradients } from './binary.ts';
import { indexingGradients } from './indexing.ts';
import { matmulGradients } from './matmul.ts';
import { movementGradients } from './movement.ts';
import { reduceGradients } from './reduce.ts';
import type { GradientRule } from './rule.ts';
import { scanGradients } from './scan.ts';
import { softmaxGradients } from './softmax.ts';
import { ternaryGradients } from './ternary.ts';
import { unaryGradients } from './unary.ts';
import { viewGradients } from './views.ts';

/**
 * The gradient of every primitive that has no rules of its own, written in primitives, so that gradients have gradients. What
 * is composed of primitives needs no rule.
 */
export const gradients: { readonly [P in BuiltInPrimitive]: GradientRule<P> } = {
  full: [],
  random: [],
  ...unaryGradients,
  ...binaryGradients,
  ...backwardGradients,
  ...ternaryGradients,
  ...reduceGradients,
  ...scanGradients,
  ...matmulGradients,
  ...softmaxGradients,
  ...viewGradients,
  ...movementGradients,
  ...indexingGradients,
};
