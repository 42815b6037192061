import type { Kernels } from '../instance.ts';

/** Runs `body`, then frees all that it allocated in the kernels' memory. */
export function scoped<T>({ arena }: Kernels, body: () => T): T {
  const mark = arena.mark();
  try {
    return body();
  } finally {
    arena.release(mark);
  }
}

/** The offset of a copy of `values` as float32. */
export function float32At({ arena }: Kernels, values: ArrayLike<number>): number {
  const offset = arena.allocate(4 * values.length);
  arena.float32(offset, values.length).set(values);
  return offset;
}

/** What a kernel writes as float32, filled with NaN before. */
export function outputOf(
  kernels: Kernels,
  length: number,
  run: (target: number) => void,
): Float32Array {
  const target = float32At(kernels, new Float32Array(length).fill(Number.NaN));
  run(target);
  return Float32Array.from(kernels.arena.float32(target, length));
}
