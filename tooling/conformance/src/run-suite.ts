import type { FixtureCase } from '@chainrule/oracle/cases';
import { type Device, getDefaultDevice, setDefaultDevice } from '@chainrule/tensor';
import { type CaseResult, runCase } from './run-case.ts';

/** Runs cases one after the other with `device` as the default device. */
export async function runSuite(
  device: Device,
  cases: readonly FixtureCase[],
): Promise<CaseResult[]> {
  const before = getDefaultDevice();
  setDefaultDevice(device);
  const results: CaseResult[] = [];
  try {
    for (const fixture of cases) results.push(await runCase(device, fixture));
  } finally {
    setDefaultDevice(before);
  }
  return results;
}
