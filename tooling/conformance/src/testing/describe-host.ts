import { optional } from '@chainrule/vitest-config/optional';
import { afterAll, expect, it } from 'vitest';
import { casesOfOperations, casesOfPrimitives, primitives } from '../cases.ts';
import { type Host, type HostName, remedies } from '../hosts/host.ts';
import { openHost } from '../hosts/open-host.ts';
import type { CaseResult } from '../run-case.ts';
import { fullPlans, lossDifference, lossTolerance, shortPlans, train } from '../training.ts';

/** What is wrong, by the name of the case. */
const problemsOf = (results: readonly CaseResult[]): Record<string, string> =>
  Object.fromEntries(
    results.flatMap(({ name, problem }) => (problem === undefined ? [] : [[name, problem]])),
  );

// A renderer in software that compiles each kernel on a busy machine takes its time.
const timeout = 900_000;

/**
 * Holds a device to PyTorch, every case of every primitive and one of `share` operations; then to the
 * CPU, by a few steps of training. With `CHAINRULE_CONFORMANCE=full` it is all operations, and trainings as
 * long as the notebook's.
 */
export async function describeHost(name: HostName, share: number): Promise<void> {
  const found = await openHost(name).catch((reason: unknown) => reason as Error);
  const isThere = !(found instanceof Error);
  if (!isThere) console.warn(found.message);
  // Where it is missing, nothing below runs.
  const host = found as Host;
  const isFull = process.env.CHAINRULE_CONFORMANCE === 'full';
  const describeWithHost = optional(name, isThere, remedies[name]);

  describeWithHost(`${name} agrees with PyTorch`, () => {
    afterAll(() => host.close());
    const cases = casesOfPrimitives();
    it.each(primitives)(
      '%s',
      async (primitive) => {
        const results = await host.run(cases.get(primitive) ?? []);
        expect(results.length).toBeGreaterThan(0);
        expect(problemsOf(results)).toEqual({});
      },
      timeout,
    );
    it.each([...casesOfOperations(isFull ? 1 : share)])(
      'operations: %s',
      async (_, operations) => {
        expect(problemsOf(await host.run(operations))).toEqual({});
      },
      timeout,
    );
    it.each(isFull ? fullPlans : shortPlans)(
      'trains $experiment as the CPU does',
      async (plan) => {
        const losses = await host.train(plan);
        expect(lossDifference(losses, await train('cpu', plan))).toBeLessThan(lossTolerance);
      },
      timeout,
    );
  });
}
