import type { Contestant, GpuName, Task } from './contestant.ts';

/** What is measured: a task, by what it takes. */
export type Work =
  | { readonly kind: 'product'; readonly side: number }
  | { readonly kind: 'sum'; readonly length: number }
  | { readonly kind: 'step' };

/** How long one time took, in milliseconds. */
export interface Measured {
  /** The first, which compiles the kernels. */
  readonly first: number;
  /** Later ones, the best of several runs. */
  readonly later: number;
}

const ENOUGH = 250;
const RUNS = 3;
const MOST = 256;

function taskOf(contestant: Contestant, work: Work): Task | Promise<Task> | null {
  if (work.kind === 'product') return contestant.product(work.side);
  return work.kind === 'sum' ? contestant.sum(work.length) : contestant.step();
}

async function milliseconds(task: Task, times: number): Promise<number> {
  const started = performance.now();
  await task.run(times);
  return performance.now() - started;
}

/** Does the work often enough to tell how long it takes; `null` where the library cannot. */
export async function measure(contestant: Contestant, work: Work): Promise<Measured | null> {
  const task = await taskOf(contestant, work);
  if (task === null) return null;
  const first = await milliseconds(task, 1);
  // A compiled step records itself in the first calls.
  for (let call = 0; call < 3 && work.kind === 'step'; call++) await milliseconds(task, 1);
  let times = 1;
  let later = await milliseconds(task, times);
  while (later * times < ENOUGH && times < MOST) {
    times *= 2;
    later = (await milliseconds(task, times)) / times;
  }
  for (let run = 1; run < RUNS && later * times < 20 * ENOUGH; run++) {
    later = Math.min(later, (await milliseconds(task, times)) / times);
  }
  task.end();
  return { first, later };
}

/** The contestants of a name, started one at a time. */
export async function startContestant(contestant: Contestant, device: GpuName): Promise<boolean> {
  try {
    return await contestant.start(device);
  } catch {
    return false;
  }
}
