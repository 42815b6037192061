import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Generator } from '@chainrule/tensor';
import { afterEach, beforeEach, expect, test } from 'vitest';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));
const entry = fileURLToPath(new URL('main.ts', import.meta.url));

const kills = 20;
const steps = 1000;
const longestLife = 60;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-'));
});

afterEach(() => rm(folder, { recursive: true }));

function startRun(...words: string[]): ChildProcess {
  const run = ['run', 'xor-nn', '--steps', String(steps), '--json', ...words];
  return spawn(process.execPath, ['tooling/run/run.mjs', entry, ...run], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** What a run says of its net at the end. */
async function resultOf(run: ChildProcess): Promise<unknown> {
  let output = '';
  run.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  expect(await once(run, 'close')).toEqual([0, null]);
  const { models, hypothesis } = JSON.parse(output.trimEnd().split('\n').at(-1)!);
  return { models, hypothesis };
}

/** Kills a run as a power cut would, some time after its first step; false when it was over before. */
async function killAfter(run: ChildProcess, milliseconds: number): Promise<boolean> {
  const closed = once(run, 'close');
  await Promise.race([once(run.stdout!, 'data'), closed]);
  run.stdout?.resume();
  await Promise.race([setTimeout(milliseconds), closed]);
  run.kill('SIGKILL');
  const [code, signal] = await closed;
  if (signal === null) expect(code).toBe(0);
  return signal === 'SIGKILL';
}

test(`a run that is killed ${kills} times ends as one that is not`, async () => {
  const expected = await resultOf(startRun());
  const file = join(folder, 'run.safetensors');
  const flags = ['--save', file, '--checkpoint-every', '3'];
  const resume = (): string[] => (existsSync(file) ? [...flags, '--resume', file] : flags);

  const random = new Generator().manualSeed(777);
  for (let killed = 0; killed < kills; ) {
    // A run that was over before it could be killed starts anew, so that every kill hits training.
    if (await killAfter(startRun(...resume()), random.random() % longestLife)) killed++;
    else await rm(file);
  }
  expect(existsSync(file)).toBe(true);
  expect(await resultOf(startRun(...resume()))).toEqual(expected);
}, 300_000);
