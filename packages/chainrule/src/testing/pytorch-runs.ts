import { loadFixture, type XorFixture } from '@chainrule/oracle';
import { expect } from 'vitest';

type Run = XorFixture['runs'][number];

/** The seeds of which PyTorch's runs are recorded. */
export const seeds: readonly number[] = [777, 0, 1, 2, 42, 1234];

/**
 * Sums in another order differ in the last digit, and training amplifies that until both runs have
 * settled. Steps 0 and 100 come before, and the end after; in between a fall can be a few steps early or
 * late.
 */
const closeness: Readonly<Record<string, number>> = { 0: 1e-6, 100: 1e-6, 1000: 1e-2, 10000: 5e-3 };

/** What PyTorch recorded of a net of the notebook; from zeros if the seed is null. */
export function pytorchRun(net: Run['net'], seed: number | null): Run {
  const { runs } = loadFixture<XorFixture>('xor.json');
  return runs.find((run) => run.net === net && run.seed === seed) as Run;
}

/** Holds the costs of a run, of every hundredth step, to PyTorch's. */
export function expectPyTorchCosts(costs: readonly number[], run: Run): void {
  for (const [step, expected] of Object.entries(run.losses)) {
    const difference = Math.abs((costs[Number(step) / 100] ?? Number.NaN) - expected) / expected;
    expect(difference, `step ${step}`).toBeLessThan(closeness[step] as number);
  }
}
