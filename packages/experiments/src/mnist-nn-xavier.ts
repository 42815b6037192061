import { Adam } from '@chainrule/optim';
import type { HistogramEvent } from './events.ts';
import { defineExperiment } from './experiment.ts';
import type { Digits } from './mnist-data.ts';
import { activations } from './mnist-evaluation.ts';
import { threeLayers } from './mnist-nets.ts';
import { trainOnMnist } from './mnist-training.ts';
import { batchSize, epochs, learningRate, limit, seed } from './parameters.ts';

/** Xavier's initial weights against standard normal ones. */
export const mnistNnXavier = defineExperiment({
  id: 'mnist-nn-xavier',
  title: 'Xavier initialisation on MNIST',
  summary:
    'The same net from two starts. Standard normal weights let activations grow layer by layer; ' +
    "Xavier's keep them of one size, and the net learns faster and better.",
  section: 'Weight Initialization: mnist_nn_xavier',
  parameters: {
    epochs: epochs(15),
    batchSize: batchSize(100),
    lr: learningRate(1e-3),
    seed: seed(),
    limit: limit(),
  },
  run(settings, context) {
    const nets = (['xavier', 'normal'] as const).map((name) => ({
      name,
      make: () => threeLayers(name, 'relu'),
    }));
    let made: { name: string; net: ReturnType<typeof threeLayers> }[] = [];
    const plan = {
      experiment: 'mnist-nn-xavier',
      build: () => {
        made = nets.map(({ name, make }) => ({ name, net: make() }));
        return made.map(({ name, net: { net } }) => ({
          name,
          net,
          optimizer: new Adam(net.parameters(), { lr: settings.lr }),
        }));
      },
      before: (_: unknown, test: Digits): Promise<HistogramEvent[]> =>
        Promise.all(
          made.map(async ({ name, net: { net, layers } }) => ({
            type: 'histogram',
            model: name,
            layers: await activations(net, layers, test, context.device),
          })),
        ),
    };
    return trainOnMnist(plan, settings, context);
  },
});
