import { BCELoss, type Sequential } from '@chainrule/nn';
import { SGD } from '@chainrule/optim';
import { manualSeed, type Tensor } from '@chainrule/tensor';
import { beginTraining } from './checkpoints.ts';
import type { ExperimentEvent } from './events.ts';
import type { RunContext } from './experiment.ts';
import { inspectSequential } from './inspection.ts';
import { countParameters } from './models.ts';
import { numberIn, printed, rowsOf } from './reading.ts';
import { takeSteps } from './stepping.ts';
import { surfaceOf } from './surface.ts';
import { xorData } from './xor-data.ts';

interface XorSettings {
  readonly steps: number;
  readonly lr: number;
  readonly seed: number;
  readonly [name: string]: number | string | null;
}

interface XorStep {
  readonly hypothesis: Tensor;
  readonly cost: Tensor;
}

/**
 * Trains a net on XOR as the notebook's cells do: binary cross-entropy, gradient descent, all four
 * samples at every step.
 *
 * @param build - makes the net; the generator is seeded just before.
 */
export async function* trainOnXor(
  experiment: string,
  build: () => Sequential,
  settings: XorSettings,
  context: RunContext,
): AsyncGenerator<ExperimentEvent, void, void> {
  const started = performance.now();
  manualSeed(settings.seed);
  const model = build().to(context.device);
  const criterion = new BCELoss();
  const optimizer = new SGD(model.parameters(), { lr: settings.lr });
  const inspection = inspectSequential(model);
  const start = await beginTraining(context, {
    models: { [experiment]: model },
    optimizers: { [experiment]: optimizer },
    inspections: { [experiment]: inspection },
  });
  const models = [{ name: experiment, parameterCount: countParameters(model) }];
  yield { type: 'start', experiment, settings, device: context.device, models };

  const { x, y } = xorData(context.device);
  // #region step
  const step = (): XorStep => {
    optimizer.zeroGrad();
    const hypothesis = model(x);

    // cost/loss function
    const cost = criterion(hypothesis, y);
    cost.backward();
    optimizer.step();
    return { hypothesis, cost };
  };
  // #endregion step

  const steps = takeSteps(step, settings.steps, context, start);
  let told = await steps.next();
  for (; !told.done; told = await steps.next()) {
    const { number, result } = told.value;
    yield { type: 'step', step: number, cost: await numberIn(result.cost) };
  }
  const last = told.value;

  yield await surfaceOf(experiment, inspection);
  yield {
    type: 'result',
    experiment,
    seconds: (performance.now() - started) / 1000,
    models: [{ model: experiment, loss: await numberIn(last.cost) }],
    hypothesis: await rowsOf(last.hypothesis),
    printed: await printed(last.hypothesis),
  };
}
