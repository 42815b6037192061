import {
  type EpochEvent,
  type Experiment,
  type ExperimentEvent,
  type HistogramEvent,
  type PredictionEvent,
  pythonFloat,
  type ResultEvent,
  STEP_FORMAT,
  type StartEvent,
  type StepEvent,
} from '@chainrule/experiments';
import type { Screen } from '../screen.ts';
import { drawPredictions } from './digit.ts';
import type { Renderer } from './renderer.ts';
import { sparkline } from './sparkline.ts';

const percent = (fraction: number): string => `${(100 * fraction).toFixed(2)} %`;

/**
 * Lines for a person to read, costs as the notebook prints them.
 *
 * Piped, an experiment's lines are the notebook's own, so that they can be compared with a PyTorch
 * script's by `diff`; a terminal gets a heading too.
 */
export function humanRenderer(screen: Screen, experiment: Experiment): Renderer {
  let predictions: PredictionEvent[] = [];

  function flushPredictions(): void {
    for (const model of new Set(predictions.map((prediction) => prediction.model))) {
      const own = predictions.filter((prediction) => prediction.model === model);
      print(['', `Predictions of ${model}`]);
      print(drawPredictions(own, screen.columns, screen.hasColor));
    }
    predictions = [];
  }

  function print(lines: readonly string[]): void {
    for (const line of lines) screen.print(line);
  }

  return {
    render(event) {
      if (event.type === 'prediction') {
        predictions.push(event);
        return;
      }
      if (event.type === 'progress') return;
      flushPredictions();
      print(linesOf(event, experiment, screen.isTerminal));
    },
    finish: flushPredictions,
  };
}

function linesOf(
  event: ExperimentEvent,
  experiment: Experiment,
  isTerminal: boolean,
): readonly string[] {
  switch (event.type) {
    case 'start':
      return isTerminal ? heading(event, experiment) : [];
    case 'step':
      return [stepLine(event, experiment.stepFormat ?? STEP_FORMAT)];
    case 'epoch':
      return [epochLine(event)];
    case 'histogram':
      return histogramLines(event);
    case 'result':
      return resultLines(event);
    default:
      return [];
  }
}

function heading({ settings, device, models }: StartEvent, experiment: Experiment): string[] {
  const given = Object.entries(settings)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`);
  const sizes = models.map(({ name, parameterCount }) => `${name} (${parameterCount} parameters)`);
  return [experiment.title, [...sizes, ...given, device].join(' · '), ''];
}

function stepLine({ step, cost, model }: StepEvent, format: string): string {
  const values = [String(step), pythonFloat(cost)];
  const line = format.replaceAll('{}', () => values.shift() ?? '');
  return model === undefined ? line : `${line} \t ${model}`;
}

function epochLine(event: EpochEvent): string {
  const { epoch, model, loss, accuracy, testLoss, testAccuracy, seconds } = event;
  return [
    `Epoch: ${epoch}`,
    model,
    `Loss: ${loss.toFixed(4)}`,
    `Accuracy: ${percent(accuracy)}`,
    `Test loss: ${testLoss.toFixed(4)}`,
    `Test accuracy: ${percent(testAccuracy)}`,
    `${seconds.toFixed(1)} s`,
  ].join(' \t ');
}

function histogramLines({ model, layers }: HistogramEvent): string[] {
  const width = Math.max(...layers.map(({ layer }) => layer.length));
  return [
    `Activations of ${model}`,
    ...layers.map(({ layer, counts, mean, standardDeviation }) => {
      const spread = `mean ${mean.toFixed(4)}  std ${standardDeviation.toFixed(4)}`;
      return `  ${layer.padEnd(width)}  ${sparkline(counts)}  ${spread}`;
    }),
  ];
}

function resultLines({ printed, models }: ResultEvent): string[] {
  const lines = printed === undefined ? [] : ['', printed];
  for (const { model, testAccuracy } of models) {
    if (testAccuracy !== undefined) {
      lines.push(`Test accuracy of ${model}: ${percent(testAccuracy)}`);
    }
  }
  return lines;
}
