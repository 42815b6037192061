import { Linear, Sequential, Sigmoid } from '@chainrule/nn';
import { defineExperiment } from './experiment.ts';
import { learningRate, seed, steps } from './parameters.ts';
import { xorNnWideDeep as recorded } from './recorded/xor-nn-wide-deep.ts';
import { trainOnXor } from './xor-net.ts';

const parameters = { steps: steps(10_001), lr: learningRate(1), seed: seed() };

/** Three hidden layers of ten units: wider and deeper than XOR needs. */
export const xorNnWideDeep = defineExperiment({
  id: 'xor-nn-wide-deep',
  title: 'A wide and deep net on XOR',
  summary:
    'Three hidden layers of ten sigmoid units. The gradient has to come through all of them, so the ' +
    'cost stays on its plateau for thousands of steps before it falls.',
  section: 'Multi Layer Perceptron: XOR-nn Wide&Deep',
  parameters,
  recorded,
  run(settings, context) {
    // #region net
    const build = (): Sequential => {
      const linear1 = new Linear(2, 10, { bias: true });
      const linear2 = new Linear(10, 10, { bias: true });
      const linear3 = new Linear(10, 10, { bias: true });
      const linear4 = new Linear(10, 1, { bias: true });
      const sigmoid = new Sigmoid();
      return new Sequential(linear1, sigmoid, linear2, sigmoid, linear3, sigmoid, linear4, sigmoid);
    };
    // #endregion net
    return trainOnXor('xor-nn-wide-deep', build, settings, context);
  },
});
