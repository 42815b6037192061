import { memoryUsage } from 'node:process';
import { formatTable } from './table.ts';
import { trainXor } from './xor.ts';

const STEPS_A_ROUND = 100_000;
const ROUNDS = 10;
const MEGABYTE = 2 ** 20;

/** A table of memory in use after ever more steps: it has to stay where it is. */
export function benchMemory(): string {
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    trainXor([2, 2, 1], STEPS_A_ROUND);
    globalThis.gc?.();
    const { heapUsed, rss } = memoryUsage();
    const megabytes = [heapUsed, rss].map((bytes) => (bytes / MEGABYTE).toFixed(1));
    rows.push([(round * STEPS_A_ROUND).toLocaleString('en'), ...megabytes]);
  }
  return formatTable(['steps of 2-2-1, eager', 'heap, MB', 'process, MB'], rows);
}
