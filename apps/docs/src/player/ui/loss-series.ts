import type { StepCost } from '@chainrule/experiments';
import type { Curve } from '../use-run.ts';

/** One line of the loss chart. */
interface LossSeries {
  readonly name: string;
  /** The custom property that holds its colour. */
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
  /** Each batch's own loss, which jumps: drawn faintly behind its smoothed line. */
  readonly isRaw: boolean;
}

/** What the loss chart draws, as uPlot takes it. */
export interface LossChart {
  readonly series: readonly LossSeries[];
  readonly data: [number[], ...(number | null)[][]];
  /** The last losses in words. */
  readonly summary: string;
}

/** Batches that a smoothed line looks back on: a twentieth of what there is, within these bounds. */
const FEWEST_BATCHES = 4;
const MOST_BATCHES = 32;

/** Lays the lines of a run over what the notebook printed, on one axis of steps. */
export function lossSeries(
  { steps, costs }: Curve,
  models: readonly string[],
  recorded: readonly StepCost[],
): LossChart {
  // Batches differ, so their losses jump; all samples at every step give a line that does not.
  const jumps = recorded.length === 0;
  const names = models.length > 0 ? models : [''];
  const lines = names.flatMap((model, index): { series: LossSeries; values: number[] }[] => {
    const smoothed = model === '' ? '' : `${model} (smoothed)`;
    const name = jumps ? smoothed : 'this run';
    const color = `--series-${index + 1}`;
    const values = costs[index] ?? [];
    const line = { name, color, width: 2, alpha: 1, isRaw: false };
    if (!jumps) return [{ series: line, values }];
    return [
      { series: { ...line, name: model, width: 1, alpha: 0.25, isRaw: true }, values },
      { series: line, values: smooth(values) },
    ];
  });

  const summary = names
    .filter((_, index) => (costs[index]?.length ?? 0) > 0)
    .map(
      (model, index) => `${model}: ${costs[index]!.at(-1)!.toPrecision(4)} at step ${steps.at(-1)}`,
    )
    .join('; ');
  if (recorded.length === 0) {
    const data: LossChart['data'] = [steps, ...lines.map(({ values }) => values)];
    return { series: lines.map(({ series }) => series), data, summary };
  }
  const notebook: LossSeries = {
    name: 'the notebook',
    color: '--recorded',
    // Broad and pale, so that it can be seen under a line that follows it.
    width: 6,
    alpha: 0.45,
    isRaw: false,
  };
  const ours = lines.map(({ values }) => new Map(steps.map((step, i) => [step, values[i]!])));
  const theirs = new Map(recorded.map(({ step, cost }) => [step, cost]));
  const axis = [...new Set([...steps, ...theirs.keys()])].sort((a, b) => a - b);
  const column = (values: ReadonlyMap<number, number>): (number | null)[] =>
    axis.map((step) => values.get(step) ?? null);
  return {
    series: [notebook, ...lines.map(({ series }) => series)],
    data: [axis, column(theirs), ...ours.map(column)],
    summary,
  };
}

/** A running mean that forgets, without the pull towards 0 that it would begin with. */
function smooth(values: readonly number[]): number[] {
  const batches = Math.min(Math.max(values.length / 20, FEWEST_BATCHES), MOST_BATCHES);
  const kept = 1 - 1 / batches;
  let mean = 0;
  let weight = 0;
  return values.map((value) => {
    mean = kept * mean + (1 - kept) * value;
    weight = kept * weight + (1 - kept);
    return mean / weight;
  });
}
