import type { Contestant, GpuName } from './contestant.ts';
import { type Measured, measure, startContestant, type Work } from './measure.ts';
import { ours } from './ours.ts';

/** What the benchmark calls in the page. */
export interface BenchPage {
  names(): string[];
  start(place: number, device: GpuName): Promise<boolean>;
  measure(place: number, work: Work): Promise<Measured | null>;
}

/** Makes ourselves and others measurable from outside of the page, as `bench`. */
export function openBench(others: readonly Contestant[]): void {
  const contestants = [ours(true), ours(false), ...others];
  const at = (place: number): Contestant => contestants[place] as Contestant;
  const bench: BenchPage = {
    names: () => contestants.map(({ name, version }) => `${name} ${version}`.trim()),
    start: (place, device) => startContestant(at(place), device),
    measure: (place, work) => measure(at(place), work),
  };
  Object.assign(globalThis, { bench });
}
