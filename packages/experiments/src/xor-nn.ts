import { Linear, Sequential, Sigmoid } from '@chainrule/nn';
import { defineExperiment } from './experiment.ts';
import { learningRate, seed, steps } from './parameters.ts';
import { xorNn as recorded } from './recorded/xor-nn.ts';
import { trainOnXor } from './xor-net.ts';

const parameters = { steps: steps(10_001), lr: learningRate(1), seed: seed() };

/** A hidden layer of two units, which is enough for XOR. */
export const xorNn = defineExperiment({
  id: 'xor-nn',
  title: 'Two layers learn XOR',
  summary:
    'A hidden layer of two units draws two lines, and the output combines them: the cost leaves ' +
    'its plateau and falls.',
  section: 'Multi Layer Perceptron: XOR-nn',
  parameters,
  recorded,
  run(settings, context) {
    // #region net
    const build = (): Sequential => {
      const linear1 = new Linear(2, 2, { bias: true });
      const linear2 = new Linear(2, 1, { bias: true });
      const sigmoid = new Sigmoid();
      return new Sequential(linear1, sigmoid, linear2, sigmoid);
    };
    // #endregion net
    return trainOnXor('xor-nn', build, settings, context);
  },
});
