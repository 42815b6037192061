import { where as choose } from '@chainrule/tensor';
import { type GradientRule, saving } from './rule.ts';

export const where: GradientRule<'where'> = [
  null,
  saving([0], (gradient, { inputs: [condition] }) => choose(condition, gradient, 0)),
  saving([0], (gradient, { inputs: [condition] }) => choose(condition, 0, gradient)),
];
