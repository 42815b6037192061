import { noGrad } from '@chainrule/autograd';
import { BCELoss, type Sequential } from '@chainrule/nn';
import { SGD } from '@chainrule/optim';
import { type DeviceType, manualSeed, type Tensor, tensor } from '@chainrule/tensor';
import { beginTraining } from './checkpoints.ts';
import type { ExperimentEvent, SurfaceEvent } from './events.ts';
import type { RunContext } from './experiment.ts';
import { countParameters } from './models.ts';
import { numberIn, printed, rowsOf } from './reading.ts';
import { takeSteps } from './stepping.ts';

/** The four inputs of XOR, `(4, 2)`, and its answers, `(4, 1)`. */
export function xorData(device: DeviceType = 'cpu'): { x: Tensor; y: Tensor } {
  const inputs = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  return { x: tensor(inputs, { device }), y: tensor([[0], [1], [1], [0]], { device }) };
}

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
  const start = await beginTraining(context, {
    models: { [experiment]: model },
    optimizers: { [experiment]: optimizer },
  });
  const models = [{ name: experiment, parameterCount: countParameters(model) }];
  yield { type: 'start', experiment, settings, device: context.device, models };

  const { x, y } = xorData(context.device);
  const step = (): XorStep => {
    optimizer.zeroGrad();
    const hypothesis = model(x);
    const cost = criterion(hypothesis, y);
    cost.backward();
    optimizer.step();
    return { hypothesis, cost };
  };

  const steps = takeSteps(step, settings.steps, context, start);
  let told = await steps.next();
  for (; !told.done; told = await steps.next()) {
    const { number, result } = told.value;
    yield { type: 'step', step: number, cost: await numberIn(result.cost) };
  }
  const last = told.value;

  yield await surfaceOf(experiment, (inputs) => model(inputs.to(context.device)));
  yield {
    type: 'result',
    experiment,
    seconds: (performance.now() - started) / 1000,
    models: [{ model: experiment, loss: await numberIn(last.cost) }],
    hypothesis: await rowsOf(last.hypothesis),
    printed: await printed(last.hypothesis),
  };
}

const SURFACE_SIDE = 41;
const SURFACE_RANGE = [-0.5, 1.5] as const;

/** What a net of two inputs answers on a grid around the four samples. */
export async function surfaceOf(
  model: string,
  answer: (inputs: Tensor) => Tensor,
): Promise<SurfaceEvent> {
  const [low, high] = SURFACE_RANGE;
  const at = (place: number): number => low + ((high - low) * place) / (SURFACE_SIDE - 1);
  const grid = Array.from({ length: SURFACE_SIDE ** 2 }, (_, place) => [
    at(place % SURFACE_SIDE),
    at(Math.floor(place / SURFACE_SIDE)),
  ]);
  const answers = await noGrad(() => answer(tensor(grid))).data();
  const { x, y } = xorData();
  const labels = y.dataSync();
  return {
    type: 'surface',
    model,
    x: SURFACE_RANGE,
    y: SURFACE_RANGE,
    columns: SURFACE_SIDE,
    rows: SURFACE_SIDE,
    // Four decimals are finer than any picture of it, and keep the event small.
    values: Array.from(answers, (value) => Number(value.toFixed(4))),
    points: (x.toArray() as [number, number][]).map(([first, second], sample) => ({
      x: first,
      y: second,
      label: labels[sample] as number,
    })),
  };
}
