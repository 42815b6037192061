import { BatchNorm1d, Linear, ReLU, Sequential } from '@chainrule/nn';
import { Adam } from '@chainrule/optim';
import { defineExperiment } from './experiment.ts';
import { type Contestant, trainOnMnist } from './mnist-training.ts';
import { batchSize, epochs, learningRate, limit, seed } from './parameters.ts';

/** The notebook's two nets, in the notebook's order. */
function build(lr: number): Contestant[] {
  // #region nets
  const linear1 = new Linear(784, 32, { bias: true });
  const linear2 = new Linear(32, 32, { bias: true });
  const linear3 = new Linear(32, 10, { bias: true });
  const relu = new ReLU();
  const bn1 = new BatchNorm1d(32);
  const bn2 = new BatchNorm1d(32);

  const nnLinear1 = new Linear(784, 32, { bias: true });
  const nnLinear2 = new Linear(32, 32, { bias: true });
  const nnLinear3 = new Linear(32, 10, { bias: true });

  const bnModel = new Sequential(linear1, bn1, relu, linear2, bn2, relu, linear3);
  const nnModel = new Sequential(nnLinear1, relu, nnLinear2, relu, nnLinear3);
  // #endregion nets
  return [
    { name: 'batch norm', net: bnModel, optimizer: new Adam(bnModel.parameters(), { lr }) },
    { name: 'plain', net: nnModel, optimizer: new Adam(nnModel.parameters(), { lr }) },
  ];
}

/** The same net with batch normalisation and without. */
export const mnistBatchnorm = defineExperiment({
  id: 'mnist-batchnorm',
  title: 'Batch normalisation on MNIST',
  summary:
    'Two small nets on the same batches. Normalising each layer over the batch keeps its inputs in one ' +
    'range as the layers before it change, and the net learns faster and steadier.',
  section: 'Batch Normalization: MNIST_batchnorm',
  parameters: {
    epochs: epochs(10),
    batchSize: batchSize(32),
    lr: learningRate(0.01),
    seed: seed(),
    limit: limit(),
  },
  run(settings, context) {
    const plan = { experiment: 'mnist-batchnorm', build: () => build(settings.lr) };
    return trainOnMnist(plan, settings, context);
  },
});
