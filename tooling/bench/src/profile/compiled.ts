import { compile } from '@chainrule/compile';
import { bestSeconds } from '../measure.ts';
import type { Training } from './nets.ts';
import { addTo, type Part, type Profile, partOf } from './parts.ts';

/** Calls until a step is a program: one that lays down state, and two that are recorded. */
const WARM_UP = 4;

/**
 * Where the time of a compiled step goes: each task of its program timed by itself. What a call takes
 * beyond its program is dispatch: arguments are copied in, and results out.
 */
export function profileCompiled(training: Training): Profile {
  const { x, y } = training;
  const step = compile(training.step);
  for (let i = 0; i < WARM_UP; i++) step(x, y);
  const measured = bestSeconds(() => step(x, y));
  const optimized = training.optimized();
  const seconds = new Map<Part, number>();
  for (const { primitives, writes, seconds: taken } of step.profile()) {
    const isOptimizer = writes.some(({ storage }) => optimized.has(storage));
    addTo(seconds, isOptimizer ? 'optimizer' : partOf(primitives), taken);
  }
  addTo(seconds, 'dispatch', Math.max(measured - programSeconds(step), 0));
  step.dispose();
  return { seconds, measured };
}

/** A step within a long run of them, which copies nothing in or out. */
function programSeconds(step: { run(times: number): unknown }): number {
  const TIMES = 20;
  return bestSeconds(() => step.run(TIMES)) / TIMES;
}
