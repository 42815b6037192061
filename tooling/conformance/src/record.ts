import type { Primitive } from '@chainrule/tensor';
import { casesOfOperations, casesOfPrimitives } from './cases.ts';
import type { Host, HostName } from './hosts/host.ts';
import type { CaseResult } from './run-case.ts';
import { type FinalLosses, isSamePlan, lossDifference, type TrainingPlan } from './training.ts';

/** What was seen of one primitive, or one family of operations, on one host. */
export interface Seen {
  readonly cases: number;
  /** The names of the cases that are wrong. */
  readonly failed: readonly string[];
  /** The largest error of the outputs of cases that are right; null where none was compared. */
  readonly forward: number | null;
  readonly gradient: number | null;
}

/** What was seen of one training. */
export interface Trained extends TrainingPlan {
  readonly losses: FinalLosses;
  /** How far they are from the CPU's. */
  readonly difference: number;
}

/** All that one run of the suite saw on one host; it is kept as JSON, and becomes the matrix. */
export interface HostRecord {
  readonly host: HostName;
  readonly renderer: string;
  readonly primitives: Readonly<Record<string, Seen>>;
  readonly operations: Readonly<Record<string, Seen>>;
  readonly training: readonly Trained[];
}

/** Sums up results. */
export function sumUp(results: readonly CaseResult[]): Seen {
  const right = results.filter(({ problem }) => problem === undefined);
  const largest = (errors: readonly (number | undefined)[]): number | null => {
    const known = errors.filter((error) => error !== undefined);
    return known.length === 0 ? null : Math.max(...known);
  };
  return {
    cases: results.length,
    failed: results.filter(({ problem }) => problem !== undefined).map(({ name }) => name),
    forward: largest(right.map(({ forward }) => forward)),
    gradient: largest(right.map(({ gradient }) => gradient)),
  };
}

async function runAll(
  host: Host,
  groups: ReadonlyMap<string, Parameters<Host['run']>[0]>,
): Promise<Record<string, Seen>> {
  const seen: Record<string, Seen> = {};
  for (const [name, cases] of groups) seen[name] = sumUp(await host.run(cases));
  return seen;
}

/** What a run covers. */
export interface Extent {
  /** One of how many cases of operations is run. */
  readonly share: number;
  readonly plans: readonly TrainingPlan[];
  /** Trains on the CPU, for comparison. */
  readonly onCpu: (plan: TrainingPlan) => Promise<FinalLosses>;
}

/** The name of all trainings, beside those of primitives and families of operations. */
export const trainingGroup = 'training';

/** Trains by all plans; what was seen of others before is kept. */
async function trainAll(
  host: Host,
  { plans, onCpu }: Extent,
  before: readonly Trained[] = [],
): Promise<Trained[]> {
  const training: Trained[] = [];
  for (const plan of plans) {
    const losses = await host.train(plan);
    training.push({ ...plan, losses, difference: lossDifference(losses, await onCpu(plan)) });
  }
  const isOther = (each: Trained): boolean => !plans.some((plan) => isSamePlan(plan, each));
  return [...training, ...before.filter(isOther)];
}

/** Runs some primitives, families of operations or the trainings again, and keeps the rest of what was seen before. */
export async function recordSome(
  host: Host,
  names: readonly string[],
  extent: Extent,
  before: HostRecord,
): Promise<HostRecord> {
  const named = <Cases>(groups: ReadonlyMap<string, Cases>): Map<string, Cases> =>
    new Map([...groups].filter(([name]) => names.includes(name)));
  const primitives = await runAll(host, named(casesOfPrimitives()));
  const operations = await runAll(host, named(casesOfOperations(extent.share)));
  return {
    ...before,
    renderer: host.renderer,
    primitives: { ...before.primitives, ...primitives },
    operations: { ...before.operations, ...operations },
    training: names.includes(trainingGroup)
      ? await trainAll(host, extent, before.training)
      : before.training,
  };
}

/** Runs everything on a host; trainings that are not among the plans are kept from what was seen before. */
export async function recordHost(
  host: Host,
  extent: Extent,
  before?: HostRecord,
): Promise<HostRecord> {
  return {
    host: host.name,
    renderer: host.renderer,
    primitives: await runAll(host, casesOfPrimitives() as ReadonlyMap<Primitive, never>),
    operations: await runAll(host, casesOfOperations(extent.share)),
    training: await trainAll(host, extent, before?.training),
  };
}
