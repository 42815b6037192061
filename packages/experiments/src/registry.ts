import type { Experiment } from './experiment.ts';
import { mlpBackprop } from './mlp-backprop.ts';
import { xorNn } from './xor-nn.ts';
import { xorNnWideDeep } from './xor-nn-wide-deep.ts';
import { xorPerceptron } from './xor-perceptron.ts';

/** Every experiment, in the notebook's order. */
export const experiments: readonly Experiment[] = [
  xorPerceptron,
  mlpBackprop,
  xorNn,
  xorNnWideDeep,
];
