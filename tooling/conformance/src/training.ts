import type { FileSource } from '@chainrule/datasets';
import { experiments, resolveSettings } from '@chainrule/experiments';
import type { DeviceType } from '@chainrule/tensor';

/** A training to be run the same way on every device. */
export interface TrainingPlan {
  /** An experiment of the notebook. */
  readonly experiment: string;
  /** What differs from its own settings. */
  readonly settings: Readonly<Record<string, number>>;
}

/** How a training ended: the last loss of each net. */
export type FinalLosses = Readonly<Record<string, number>>;

/** How far the losses on a GPU may be from the CPU's, after the same steps from the same seed. */
export const lossTolerance = 1e-3;

const xor = ['xor-perceptron', 'mlp-backprop', 'xor-nn', 'xor-nn-wide-deep'];
const mnist = ['mnist-nn', 'mnist-nn-xavier', 'mnist-nn-dropout', 'mnist-batchnorm'];

/** The notebook's nets as the notebook trains them on XOR, and on the first images of MNIST. */
export const fullPlans: readonly TrainingPlan[] = [
  ...xor.map((experiment) => ({ experiment, settings: {} })),
  ...mnist.map((experiment) => ({ experiment, settings: { limit: 2000, epochs: 1 } })),
];

/** A few steps of each kind of net, for renderers in software. */
export const shortPlans: readonly TrainingPlan[] = [
  { experiment: 'xor-perceptron', settings: { steps: 200 } },
  { experiment: 'xor-nn', settings: { steps: 200 } },
  { experiment: 'mnist-nn', settings: { limit: 300, epochs: 1 } },
  { experiment: 'mnist-batchnorm', settings: { limit: 300, epochs: 1 } },
];

/** Runs an experiment on a device, which is open, and gives its last losses. */
export async function train(
  device: DeviceType,
  plan: TrainingPlan,
  source?: FileSource,
): Promise<FinalLosses> {
  const experiment = experiments.find(({ id }) => id === plan.experiment);
  if (experiment === undefined) throw new Error(`there is no experiment ${plan.experiment}`);
  const settings = resolveSettings(experiment.parameters, plan.settings);
  const context = { device, eager: false, ...(source && { source }) };
  for await (const event of experiment.run(settings, context)) {
    if (event.type !== 'result') continue;
    return Object.fromEntries(event.models.map(({ model, loss }) => [model, loss]));
  }
  throw new Error(`${plan.experiment} ended without a result`);
}

/** The largest difference between the losses of two runs of one training. */
export function lossDifference(a: FinalLosses, b: FinalLosses): number {
  const models = Object.keys({ ...a, ...b });
  const differences = models.map((model) =>
    Math.abs((a[model] ?? Number.NaN) - (b[model] ?? Number.NaN)),
  );
  return differences.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...differences);
}
