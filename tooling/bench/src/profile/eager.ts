import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import {
  type Device,
  getDevice,
  type Primitive,
  type Tensor,
  type TypedArray,
} from '@chainrule/tensor';
import { bestSeconds } from '../measure.ts';
import type { Training } from './nets.ts';
import { addTo, type Part, type Profile, partOf } from './parts.ts';

/** A kernel call of a step. */
interface Call {
  readonly part: Part;
  readonly run: () => void;
  readonly out: Tensor;
}

/** Runs with another `run` and `copy` of the CPU in place of its own. */
function withDevice(replacement: Pick<Device, 'run' | 'copy'>, work: () => void): void {
  const cpu = getDevice('cpu');
  const { run, copy } = cpu;
  Object.assign(cpu, replacement);
  try {
    work();
  } finally {
    Object.assign(cpu, { run, copy });
  }
}

/** The kernel calls of one step, in order. */
function callsOf(training: Training): Call[] {
  const { run, copy } = getDevice('cpu');
  const calls: Call[] = [];
  const record = (primitives: readonly Primitive[], out: Tensor, call: () => void): void => {
    calls.push({ part: training.isOptimizing ? 'optimizer' : partOf(primitives), run: call, out });
    call();
  };
  const recorder: Pick<Device, 'run' | 'copy'> = {
    run: (primitive, inputs, params, out) =>
      record([primitive], out, () => run(primitive, inputs, params, out)),
    copy: (source, target) => record([], target, () => copy(source, target)),
  };
  withDevice(recorder, () => training.step(training.x, training.y));
  return calls;
}

/** Calls between which nothing is restored; so few that no decaying average becomes denormal. */
const MOST_CALLS = 128;

/** Measurements of one call, and milliseconds to spend on them. */
const FEWEST = 5;
const BUDGET = 20;

/** The best time of a call that is repeated by itself. */
function secondsOf({ run, out }: Call): number {
  const target = out.storage.buffer as TypedArray;
  const before = target.slice();
  let [best, spent, count] = [Number.POSITIVE_INFINITY, 0, 1];
  for (let measured = 0; measured < FEWEST || spent < BUDGET; measured++) {
    const start = performance.now();
    for (let i = 0; i < count; i++) run();
    const taken = performance.now() - start;
    target.set(before);
    best = Math.min(best, taken / count);
    spent += Math.max(taken, BUDGET / 1000);
    if (taken < BUDGET / 1000) count = Math.min(2 * count, MOST_CALLS);
  }
  return best / 1e3;
}

/** The share of time that garbage collection takes while steps run for a second. */
async function collectionShare(step: () => void): Promise<number> {
  let collecting = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collecting += duration;
  });
  observer.observe({ entryTypes: ['gc'] });
  const start = performance.now();
  do step();
  while (performance.now() - start < 1e3);
  const taken = performance.now() - start;
  // Node tells of collections a little later.
  await setTimeout(100);
  observer.disconnect();
  return collecting / taken;
}

/**
 * Where the time of an eager step goes: all its kernel calls, shared out as each takes by itself, and a
 * step on a device that computes nothing, which leaves what is around the kernels.
 */
export async function profileEager(training: Training): Promise<Profile> {
  const step = (): void => {
    training.step(training.x, training.y);
  };
  const young = bestSeconds(step);
  const collected = await collectionShare(step);
  // The engine may have gone on compiling, where the machine is busy with something else.
  const measured = Math.min(young, bestSeconds(step));
  const collecting = measured * collected;
  const seconds = new Map<Part, number>();
  const calls = callsOf(training);
  const alone = calls.map(secondsOf);
  const together = bestSeconds(() => {
    for (const { run } of calls) run();
  });
  // One after the other they take longer, as each finds the caches full of what the others used.
  const stretched = together / alone.reduce((sum, each) => sum + each, 0);
  for (const [place, { part }] of calls.entries()) {
    addTo(seconds, part, alone[place]! * stretched);
  }
  let around = 0;
  withDevice({ run: () => undefined, copy: () => undefined }, () => {
    around = bestSeconds(step);
  });
  addTo(seconds, 'garbage collection', collecting);
  addTo(seconds, 'dispatch', Math.max(around - collecting, 0));
  return { seconds, measured };
}
