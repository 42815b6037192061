/**
 * Runs the suite and writes `docs/devices.md`:
 *
 *     pnpm conformance                        on every device of this machine
 *     pnpm conformance webgpu                 on one
 *     pnpm conformance webgpu exp unary       a primitive and a family of operations, keeping the rest
 *     pnpm conformance webgpu training        the trainings, keeping the rest
 *     pnpm conformance --full                 with all operations, and whole trainings, which are kept otherwise
 */

import { writeFileSync } from 'node:fs';
import { argv, exit, stdout } from 'node:process';
import { accelerate } from '@chainrule/kernels-cpu';
import { families } from '@chainrule/oracle';
import { DeviceError } from '@chainrule/tensor';
import { primitives } from './cases.ts';
import { type Host, type HostName, hostNames, remedies } from './hosts/host.ts';
import { openHost } from './hosts/open-host.ts';
import { renderMatrix } from './matrix.ts';
import { type Extent, type HostRecord, recordHost, recordSome, trainingGroup } from './record.ts';
import { matrixFile, readRecords, writeRecord } from './records.ts';
import { type FinalLosses, fullPlans, shortPlans, type TrainingPlan, train } from './training.ts';

const log = (line: string): void => {
  stdout.write(`${line}\n`);
};

const onCpu = new Map<TrainingPlan, Promise<FinalLosses>>();

/** Trains on the CPU, once for all devices. */
function trainOnCpu(plan: TrainingPlan): Promise<FinalLosses> {
  const known = onCpu.get(plan) ?? train('cpu', plan);
  onCpu.set(plan, known);
  return known;
}

async function open(name: HostName): Promise<Host | undefined> {
  try {
    return await openHost(name);
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    log(`${name}: not here (${error.message}); to get it: ${remedies[name]}`);
    return undefined;
  }
}

/** Says what is wrong, and whether anything is. */
function report(record: HostRecord): boolean {
  const all = { ...record.primitives, ...record.operations };
  const failed = Object.entries(all).flatMap(([name, seen]) =>
    seen.failed.map((each) => `  ${name}: ${each}`),
  );
  const cases = Object.values(all).reduce((sum, seen) => sum + seen.cases, 0);
  log(`${record.host} (${record.renderer}): ${cases} cases, ${failed.length} wrong`);
  for (const line of failed) log(line);
  for (const { experiment, settings, difference } of record.training) {
    log(
      `  ${experiment} ${JSON.stringify(settings)}: the last loss is ${difference} from the CPU's`,
    );
  }
  return failed.length === 0;
}

const full = argv.includes('--full');
const extent: Extent = full
  ? { share: 1, plans: fullPlans, onCpu: trainOnCpu }
  : { share: 10, plans: shortPlans, onCpu: trainOnCpu };
const words = argv.slice(2).filter((argument) => argument !== '--full');
const asked = hostNames.filter((name) => words.includes(name));
const groups: readonly string[] = [...primitives, ...families(), trainingGroup];
const some = groups.filter((name) => words.includes(name));
const unknown = words.filter((word) => ![...hostNames, ...groups].includes(word));
if (unknown.length > 0) {
  log(`there is no ${unknown.join(', ')}; the devices are ${hostNames.join(', ')}`);
  exit(2);
}

/** Runs everything on a host, or the primitives that were asked for. */
async function record(host: Host): Promise<HostRecord> {
  const before = readRecords().find((each) => each.host === host.name);
  // Training compares with the CPU; its kernels in WebAssembly save minutes on MNIST.
  const restore = host.name === 'cpu' ? () => undefined : accelerate();
  try {
    if (some.length > 0 && before !== undefined)
      return await recordSome(host, some, extent, before);
    return await recordHost(host, extent, before);
  } finally {
    restore();
  }
}

let isRight = true;
for (const name of asked.length > 0 ? asked : hostNames) {
  const host = await open(name);
  if (host === undefined) continue;
  const seen = await record(host);
  await host.close();
  writeRecord(seen);
  isRight = report(seen) && isRight;
}
writeFileSync(matrixFile, renderMatrix(readRecords()));
log(`wrote ${matrixFile}`);
// A device may keep the process alive.
exit(isRight ? 0 : 1);
