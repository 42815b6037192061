import { setTimeout } from 'node:timers/promises';
import { createKernels, type Kernels } from '../instance.ts';
import { setNumThreads } from '../threads/num-threads.ts';

/** How many parts of work threads of the pool took, for tests to see that they did. */
export function partsHelped({ functions }: Kernels): number {
  return (functions as unknown as { partsHelped(): number }).partsHelped();
}

/** Does `work` again and again until threads of the pool took parts of it. */
export async function untilHelped(kernels: Kernels, work: () => void): Promise<void> {
  const before = partsHelped(kernels);
  while (partsHelped(kernels) === before) {
    work();
    await setTimeout(1);
  }
}

/** A product large enough to be shared. */
export function largeProduct({ arena, functions }: Kernels): void {
  const mark = arena.mark();
  const [a, b, c] = [1, 2, 3].map(() => arena.allocate(4 * 256 * 256)) as [number, number, number];
  const workspace = arena.allocate(functions.sgemmWorkspace(256, 256, 256));
  functions.sgemm(false, false, 256, 256, 256, 1, a, 256, b, 256, 0, c, 256, workspace);
  arena.release(mark);
}

/** Kernels that are helped by threads already, so many in all. */
export async function helpedKernels(threads: number): Promise<Kernels> {
  setNumThreads(threads);
  const kernels = createKernels({ threads: true });
  await untilHelped(kernels, () => largeProduct(kernels));
  return kernels;
}
