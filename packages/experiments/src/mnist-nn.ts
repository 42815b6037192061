import { defineExperiment } from './experiment.ts';
import { activationNames, makeOptimizer, optimizerNames, threeLayers } from './mnist-nets.ts';
import { trainOnMnist } from './mnist-training.ts';
import { batchSize, choice, epochs, learningRate, limit, seed } from './parameters.ts';

/** ReLU and optimizers: what changes with another activation function, or another optimizer. */
export const mnistNn = defineExperiment({
  id: 'mnist-nn',
  title: 'ReLU and optimizers on MNIST',
  summary:
    'Two hidden layers of 256 on handwritten digits. Try another activation function or another ' +
    'optimizer: sigmoids learn slower than ReLU, plain gradient descent slower than Adam.',
  section: 'ReLU',
  parameters: {
    epochs: epochs(15),
    batchSize: batchSize(100),
    lr: learningRate(1e-3),
    seed: seed(),
    limit: limit(),
    optimizer: choice('what takes the steps', optimizerNames, 'adam'),
    activation: choice('what bends the layers', activationNames, 'relu'),
  },
  run(settings, context) {
    const plan = {
      experiment: 'mnist-nn',
      build: () => {
        const net = threeLayers('normal', settings.activation);
        const optimizer = makeOptimizer(settings.optimizer, net.parameters(), settings.lr);
        return [{ name: 'normal', net, optimizer }];
      },
    };
    return trainOnMnist(plan, settings, context);
  },
});
