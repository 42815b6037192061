import { Linear, Sequential, Sigmoid } from '@chainrule/nn';
import { defineExperiment } from './experiment.ts';
import { learningRate, seed, steps } from './parameters.ts';
import { xorPerceptron as recorded } from './recorded/xor-perceptron.ts';
import { trainOnXor } from './xor-net.ts';

const parameters = { steps: steps(10_001), lr: learningRate(1), seed: seed() };

/** A single perceptron, which draws one straight line and so cannot learn XOR. */
export const xorPerceptron = defineExperiment({
  id: 'xor-perceptron',
  title: 'A perceptron cannot learn XOR',
  summary:
    'One linear layer and a sigmoid draw a single straight line. XOR needs two, so the cost stays ' +
    'at ln 2 and every answer at one half.',
  section: 'Perceptron: XOR',
  parameters,
  stepFormat: 'Step: {}\tCost: {}',
  recorded,
  run(settings, context) {
    // #region net
    const build = (): Sequential => {
      const linear = new Linear(2, 1, { bias: true });
      const sigmoid = new Sigmoid();
      return new Sequential(linear, sigmoid);
    };
    // #endregion net
    return trainOnXor('xor-perceptron', build, settings, context);
  },
});
