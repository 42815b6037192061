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

/** How a training ended: the loss of each net in the last step. */
export type FinalLosses = Readonly<Record<string, number>>;

/** How far the losses on a GPU may be from the CPU's, after the same steps from the same seed. */
export const lossTolerance = 1e-3;

const xor = ['xor-perceptron', 'mlp-backprop', 'xor-nn', 'xor-nn-wide-deep'];
const mnist = ['mnist-nn', 'mnist-nn-xavier', 'mnist-nn-dropout', 'mnist-batchnorm'];

/** A few steps of every experiment, for renderers in software. */
export const shortPlans: readonly TrainingPlan[] = [
  ...xor.map((experiment) => ({ experiment, settings: { steps: 200 } })),
  ...mnist.map((experiment) => ({ experiment, settings: { limit: 300, epochs: 1 } })),
];

/**
 * These, then as long as the notebook trains on XOR, and longer on MNIST. The net without dropout beside that
 * with it has so many weights that rounding shows after 10 steps: after 20 the CPU's own kernels, plain and in
 * WebAssembly, are 1.3e-3 apart, and each GPU is near to one of them.
 */
export const fullPlans: readonly TrainingPlan[] = [
  ...shortPlans,
  ...xor.map((experiment) => ({ experiment, settings: { steps: 10_001 } })),
  ...mnist.map((experiment) => ({
    experiment,
    settings: { limit: experiment === 'mnist-nn-dropout' ? 1000 : 2000, epochs: 1 },
  })),
];

/** Whether both train the same net in the same way. */
export function isSamePlan(a: TrainingPlan, b: TrainingPlan): boolean {
  return a.experiment === b.experiment && JSON.stringify(a.settings) === JSON.stringify(b.settings);
}

/** Runs an experiment on a device, which is open, and gives its last losses. */
export async function train(
  device: DeviceType,
  plan: TrainingPlan,
  source?: FileSource,
): Promise<FinalLosses> {
  const experiment = experiments.find(({ id }) => id === plan.experiment);
  if (experiment === undefined) throw new Error(`there is no experiment ${plan.experiment}`);
  const settings = resolveSettings(experiment.parameters, plan.settings);
  // On MNIST, losses are told step by step, and what follows them is evaluation: batch normalisation
  // parts there, PyTorch from PyTorch too, because Adam makes steps of a gradient that is rounding alone.
  const losses: Record<string, number> = {};
  const onLoss = (model: string, loss: number): void => {
    losses[model] = loss;
  };
  const context = { device, eager: false, onLoss, ...(source && { source }) };
  for await (const event of experiment.run(settings, context)) {
    if (event.type === 'result') for (const { model, loss } of event.models) losses[model] ??= loss;
    if (event.type === 'progress' && event.label.endsWith('testing')) break;
  }
  return losses;
}

/** The largest difference between the losses of two runs of one training, relative where they exceed 1. */
export function lossDifference(a: FinalLosses, b: FinalLosses): number {
  const models = Object.keys({ ...a, ...b });
  const differences = models.map((model) =>
    differenceOf(a[model] ?? Number.NaN, b[model] ?? Number.NaN),
  );
  return differences.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...differences);
}

const differenceOf = (a: number, b: number): number => Math.abs(a - b) / Math.max(1, Math.abs(b));
