import { compile } from '@chainrule/compile';
import { DataLoader } from '@chainrule/datasets';
import { CrossEntropyLoss, type Sequential } from '@chainrule/nn';
import type { Optimizer } from '@chainrule/optim';
import { ArgumentError, manualSeed, type Tensor } from '@chainrule/tensor';
import { beginTraining, keepCheckpoint } from './checkpoints.ts';
import type { ExperimentEvent, HistogramEvent, ModelResult } from './events.ts';
import type { RunContext } from './experiment.ts';
import { Following } from './following.ts';
import { type Inspection, inspectSequential } from './inspection.ts';
import { type Digits, flat, mnistData } from './mnist-data.ts';
import { type Evaluation, type EvaluationProgress, evaluate } from './mnist-evaluation.ts';
import { predict } from './mnist-inspection.ts';
import { countParameters } from './models.ts';
import { numberIn } from './reading.ts';

/** A net with what trains it, by the name that events call it. */
export interface Contestant {
  readonly name: string;
  /** On flat images, `(N, 784) -> (N, 10)` logits. */
  readonly net: Sequential;
  readonly optimizer: Optimizer<object>;
}

/** What every experiment on MNIST lets its reader turn. */
export interface MnistSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly limit: number | null;
  readonly [name: string]: number | string | null;
}

/** One experiment on MNIST. */
export interface MnistPlan {
  readonly experiment: string;
  /** Makes the nets, all of which see the same batches; the generator is seeded just before. */
  build(): Contestant[];
  /** What to show of the nets before the first step. */
  before?(
    inspections: Readonly<Record<string, Inspection>>,
    test: Digits,
  ): Promise<HistogramEvent[]>;
}

// Long enough to get work done, short enough that a progress bar moves and Ctrl-C is heard.
const MILLISECONDS_BETWEEN_EVENTS = 40;
const SHOWN_PREDICTIONS = 4;

/** Calls back at most every so often. */
function everySoOften(): () => boolean {
  let last = performance.now();
  return () => {
    if (performance.now() - last < MILLISECONDS_BETWEEN_EVENTS) return false;
    last = performance.now();
    return true;
  };
}

/** One step of a net on a batch, `(x, y) -> loss`: compiled, unless the host wants it op by op. */
function makeStep(
  { net, optimizer }: Contestant,
  eager: boolean,
): (x: Tensor, y: Tensor) => Tensor {
  const criterion = new CrossEntropyLoss();
  // #region step
  const step = (x: Tensor, y: Tensor): Tensor => {
    optimizer.zeroGrad();
    const cost = criterion(net(x), y);
    cost.backward();
    optimizer.step();
    return cost;
  };
  // #endregion step
  return eager ? step : compile(step);
}

/**
 * Trains nets side by side on the same batches, and tells after each epoch how well they do on the
 * training images and on the test images, both in evaluation mode.
 *
 * Random numbers are drawn in the order in which a PyTorch script would: for the nets, one after the
 * other as `build` makes them; at the start of each epoch for the shuffle; in each step for dropout
 * masks, net after net and layer after layer. Testing draws none.
 *
 * @throws {ArgumentError} There are fewer training images than fill a batch.
 */
export async function* trainOnMnist(
  { experiment, build, before }: MnistPlan,
  settings: MnistSettings,
  context: RunContext,
): AsyncGenerator<ExperimentEvent, void, void> {
  const started = performance.now();
  const { batchSize } = settings;
  const { device } = context;
  const { train, test } = await mnistData(settings.limit, context.source);
  if (train.length < batchSize) {
    throw new ArgumentError(
      `a batch of ${batchSize} takes at least as many images, and there are ${train.length}; ` +
        'lower the batch size or raise the limit',
    );
  }
  manualSeed(settings.seed);
  const contestants = build();
  for (const { net } of contestants) net.to(device);
  const inspections = Object.fromEntries(
    contestants.map(({ name, net }) => [name, inspectSequential(net)]),
  );
  const position = await beginTraining(context, {
    models: Object.fromEntries(contestants.map(({ name, net }) => [name, net])),
    optimizers: Object.fromEntries(contestants.map(({ name, optimizer }) => [name, optimizer])),
    inspections,
    test,
  });
  yield {
    type: 'start',
    experiment,
    settings,
    device,
    models: contestants.map(({ name, net }) => ({ name, parameterCount: countParameters(net) })),
  };
  if (before !== undefined) yield* await before(inspections, test);

  const loader = new DataLoader(train, { batchSize, shuffle: true, dropLast: true });
  const trainers = contestants.map((contestant) => ({
    name: contestant.name,
    step: makeStep(contestant, context.eager),
  }));
  const total = settings.epochs * loader.length;
  const following = new Following(context.follower, position.done * loader.length, total);
  const isTimeToTell = everySoOften();
  let results = (position.extra as { results?: ModelResult[] } | undefined)?.results ?? [];

  for (let epoch = position.done + 1; epoch <= settings.epochs; epoch++) {
    const label = `epoch ${epoch}/${settings.epochs}`;
    const epochStarted = performance.now();
    for (const { net } of contestants) net.train();
    let images = 0;
    for (const batch of loader) {
      const [x, labels] = [flat(batch[0]).to(device), batch[1].to(device)];
      images += batchSize;
      const costs: Tensor[] = [];
      for (const { name, step } of trainers) {
        const cost = step(x, labels);
        costs.push(cost);
        if (context.onLoss !== undefined) context.onLoss(name, await numberIn(cost));
        if (!isTimeToTell()) continue;
        const seconds = (performance.now() - epochStarted) / 1000;
        yield {
          type: 'progress',
          label,
          done: images,
          total: loader.length * batchSize,
          unit: 'images',
          // The curve of one net can be followed; those of two taken in turns cannot.
          loss: await numberIn(costs[0] as Tensor),
          itemsPerSecond: images / seconds,
        };
      }
      await following.look((epoch - 1) * loader.length + images / batchSize, costs);
    }

    results = [];
    for (const { name, net } of contestants) {
      const onTrain = yield* told(evaluate(net, train, device), label, isTimeToTell);
      const onTest = yield* told(evaluate(net, test, device), label, isTimeToTell);
      const { loss, accuracy } = onTrain;
      const { loss: testLoss, accuracy: testAccuracy } = onTest;
      results.push({ model: name, loss, accuracy, testLoss, testAccuracy });
    }
    const seconds = (performance.now() - epochStarted) / 1000;
    for (const result of results)
      yield { type: 'epoch', epoch, seconds, ...(result as Required<ModelResult>) };
    await keepCheckpoint(context, settings.epochs, { done: epoch, extra: { results } });
  }

  for (const { name } of contestants) {
    yield* await predict(inspections[name] as Inspection, name, test, SHOWN_PREDICTIONS);
  }
  yield {
    type: 'result',
    experiment,
    seconds: (performance.now() - started) / 1000,
    models: results,
  };
}

/** Runs an evaluation to its end, reporting now and then how far it has come. */
async function* told(
  evaluation: AsyncGenerator<EvaluationProgress, Evaluation, void>,
  label: string,
  isTimeToTell: () => boolean,
): AsyncGenerator<ExperimentEvent, Evaluation, void> {
  const started = performance.now();
  for (;;) {
    const step = await evaluation.next();
    if (step.done) return step.value;
    if (!isTimeToTell()) continue;
    const seconds = (performance.now() - started) / 1000;
    yield {
      type: 'progress',
      label: `${label}, testing`,
      unit: 'images',
      itemsPerSecond: step.value.done / seconds,
      ...step.value,
    };
  }
}
