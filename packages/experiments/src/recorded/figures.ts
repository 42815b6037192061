import type { RunFigures, StepCost } from '../recorded.ts';

/** ln 2 in float32, 0.6931471824645996: the cost of answering 0.5 to every question. */
export const CHANCE_COST: number = Math.fround(Math.LN2);

/** Whether there are costs between two steps, both included, and all of them are about `expected`. */
export function costsAreAbout(
  { costs }: RunFigures,
  expected: number,
  range: { from: number; to?: number; within: number },
): boolean {
  const { from, to = Number.POSITIVE_INFINITY, within } = range;
  const inRange = costs.filter(({ step }) => step >= from && step <= to);
  return inRange.length > 0 && inRange.every(({ cost }) => Math.abs(cost - expected) <= within);
}

/** Whether the cost printed at a step equals the recorded one to float32's last digit or two. */
export function costIs({ costs }: RunFigures, recorded: StepCost | undefined): boolean {
  const ours = costs.find(({ step }) => step === recorded?.step);
  if (!ours || !recorded) return false;
  return Math.abs(ours.cost - recorded.cost) <= 2.5e-7 * recorded.cost;
}

/** Whether the last cost of the run lies below a bound. */
export function endsBelow({ costs }: RunFigures, bound: number): boolean {
  const last = costs.at(-1);
  return last !== undefined && last.cost < bound;
}
