import { optional } from '@chainrule/vitest-config/optional';
import { afterAll, expect, it } from 'vitest';
import { casesOfOperations, casesOfPrimitives, primitives } from '../cases.ts';
import { type HostName, remedies } from '../hosts/host.ts';
import { openHost } from '../hosts/open-host.ts';
import type { CaseResult } from '../run-case.ts';

/** What is wrong, by the name of the case. */
const problemsOf = (results: readonly CaseResult[]): Record<string, string> =>
  Object.fromEntries(
    results.flatMap(({ name, problem }) => (problem === undefined ? [] : [[name, problem]])),
  );

// A renderer in software that compiles each kernel on a busy machine takes its time.
const timeout = 900_000;

/**
 * Holds a device to PyTorch: every case of every primitive, and of the operations one of `share`,
 * or all with `CHAINRULE_CONFORMANCE=full`.
 */
export async function describeHost(name: HostName, share: number): Promise<void> {
  const host = await openHost(name).catch((reason: unknown) => reason as Error);
  const isThere = !(host instanceof Error);
  if (!isThere) console.warn(host.message);
  const describeWithHost = optional(name, isThere, remedies[name]);

  describeWithHost(`${name} agrees with PyTorch`, () => {
    if (!isThere) return;
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
    const taken = process.env['CHAINRULE_CONFORMANCE'] === 'full' ? 1 : share;
    it.each([...casesOfOperations(taken)])(
      'operations: %s',
      async (_, operations) => {
        expect(problemsOf(await host.run(operations))).toEqual({});
      },
      timeout,
    );
  });
}
