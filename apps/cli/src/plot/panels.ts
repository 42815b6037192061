import type { EpochEvent, Experiment, ExperimentEvent, StepEvent } from '@chainrule/experiments';
import { histogramsPanel } from './histograms.ts';
import { lineChart, type Series } from './line-chart.ts';
import type { Panel } from './panel.ts';
import { surfacePanel } from './surface.ts';
import { MUTED_INK, SERIES_COLORS } from './theme.ts';

const formatLoss = (value: number): string => String(Number(value.toPrecision(3)));
const formatPercent = (value: number): string => `${Number((100 * value).toFixed(1))} %`;

/** The charts that a run's events give something to draw for. */
export function panelsOf(experiment: Experiment, events: readonly ExperimentEvent[]): Panel[] {
  const panels: Panel[] = [];
  const stepEvents = eventsOf(events, 'step');
  const epochEvents = eventsOf(events, 'epoch');
  const histograms = eventsOf(events, 'histogram');
  if (stepEvents.length > 0) panels.push(costPanel(experiment, stepEvents));
  if (epochEvents.length > 0) panels.push(lossPanel(epochEvents), accuracyPanel(epochEvents));
  panels.push(...eventsOf(events, 'surface').map(surfacePanel));
  if (histograms.length > 0) panels.push(histogramsPanel(histograms));
  return panels;
}

function eventsOf<Type extends ExperimentEvent['type']>(
  events: readonly ExperimentEvent[],
  type: Type,
): Extract<ExperimentEvent, { type: Type }>[] {
  return events.filter(
    (event): event is Extract<ExperimentEvent, { type: Type }> => event.type === type,
  );
}

function groupByModel<Event extends { readonly model?: string }>(
  events: readonly Event[],
): [model: string | undefined, Event[]][] {
  const groups = new Map<string | undefined, Event[]>();
  for (const event of events) {
    const group = groups.get(event.model);
    if (group) group.push(event);
    else groups.set(event.model, [event]);
  }
  return [...groups];
}

function colorAt(index: number): string {
  return SERIES_COLORS[index % SERIES_COLORS.length]!;
}

function costPanel({ recorded }: Experiment, events: readonly StepEvent[]): Panel {
  const groups = groupByModel(events);
  const ours = groups.map(
    ([model, group], i): Series => ({
      name: model ?? 'this run',
      color: colorAt(i),
      hasEndLabel: true,
      points: group.map(({ step, cost }) => [step, cost]),
    }),
  );
  const lastStep = Math.max(...events.map(({ step }) => step));
  const notebook: Series[] = recorded
    ? [
        {
          name: 'the notebook, as far as it shows',
          color: MUTED_INK,
          isDashed: true,
          points: recorded.costs
            .filter(({ step }) => step <= lastStep)
            .map(({ step, cost }) => [step, cost]),
        },
      ]
    : [];
  return lineChart({
    title: 'Cost by step',
    xLabel: 'step',
    yLabel: 'cost',
    series: [...ours, ...notebook],
    vertical: 'fromZero',
    formatY: formatLoss,
  });
}

function epochSeries(
  events: readonly EpochEvent[],
  train: (event: EpochEvent) => number,
  test: (event: EpochEvent) => number,
): Series[] {
  const groups = groupByModel(events);
  return groups.flatMap(([model, group], i): Series[] => {
    const prefix = groups.length > 1 ? `${model}: ` : '';
    return [
      {
        name: `${prefix}train`,
        color: colorAt(i),
        isDashed: true,
        points: group.map((event) => [event.epoch, train(event)]),
      },
      {
        name: `${prefix}test`,
        color: colorAt(i),
        points: group.map((event) => [event.epoch, test(event)]),
      },
    ];
  });
}

/** How many times larger than another a loss may be for both to be read off one axis from zero. */
const COMPARABLE = 100;

function isWide(series: readonly Series[]): boolean {
  const losses = series
    .flatMap(({ points }) => points.map(([, loss]) => loss))
    .filter(Number.isFinite);
  const lowest = losses.reduce((low, loss) => Math.min(low, loss), Number.POSITIVE_INFINITY);
  return lowest > 0 && losses.some((loss) => loss > COMPARABLE * lowest);
}

function lossPanel(events: readonly EpochEvent[]): Panel {
  const series = epochSeries(
    events,
    ({ loss }) => loss,
    ({ testLoss }) => testLoss,
  );
  return lineChart({
    title: 'Loss by epoch',
    xLabel: 'epoch',
    yLabel: 'loss',
    series,
    vertical: isWide(series) ? 'logarithmic' : 'fromZero',
    formatY: formatLoss,
  });
}

function accuracyPanel(events: readonly EpochEvent[]): Panel {
  return lineChart({
    title: 'Accuracy by epoch',
    xLabel: 'epoch',
    yLabel: 'accuracy',
    series: epochSeries(
      events,
      ({ accuracy }) => accuracy,
      ({ testAccuracy }) => testAccuracy,
    ),
    vertical: 'fitted',
    formatY: formatPercent,
  });
}
