import type { Experiment } from './experiment.ts';
import { mlpBackprop } from './mlp-backprop.ts';
import { mnistBatchnorm } from './mnist-batchnorm.ts';
import { mnistNn } from './mnist-nn.ts';
import { mnistNnDropout } from './mnist-nn-dropout.ts';
import { mnistNnXavier } from './mnist-nn-xavier.ts';
import { xorNn } from './xor-nn.ts';
import { xorNnWideDeep } from './xor-nn-wide-deep.ts';
import { xorPerceptron } from './xor-perceptron.ts';

/** Every experiment, in the notebook's order. */
export const experiments: readonly Experiment[] = [
  xorPerceptron,
  mlpBackprop,
  xorNn,
  xorNnWideDeep,
  mnistNn,
  mnistNnXavier,
  mnistNnDropout,
  mnistBatchnorm,
];
