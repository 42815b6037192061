import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAvailable } from '@chainrule/kernels-gpu';
import { manualSeed, setDefaultDtype, setPrintoptions } from '@chainrule/tensor';
import { optional } from '@chainrule/vitest-config/optional';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Example, makeExamples } from './examples.ts';
import { matches, matchesText, shown } from './matches.ts';
import { startRecording } from './recorder.ts';

const examples = makeExamples();
const home = process.cwd();
let folder = home;

// Whoever runs an example has a process and a folder of their own.
beforeEach(() => {
  setDefaultDtype('float32');
  setPrintoptions({ profile: 'default' });
  manualSeed(0);
  folder = mkdtempSync(join(tmpdir(), 'chainrule-example-'));
  process.chdir(folder);
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

/** What an example claims and does not keep. */
async function brokenClaims({ module, claims, line }: Example): Promise<string[]> {
  const { values, printed } = startRecording();
  await import(/* @vite-ignore */ module);
  return claims.flatMap(({ text, line: at }, number) => {
    const says = `line ${line + at} says ${text}`;
    const lines = printed.get(number);
    if (lines !== undefined) {
      const output = lines.join('\n');
      return matchesText(text, output) ? [] : [`${says}, and prints ${output}`];
    }
    if (!values.has(number)) return [`${says}, and is never reached`];
    const value = values.get(number);
    return matches(text, value) ? [] : [`${says}, and gives ${shown(value).at(-1)}`];
  });
}

it('finds examples in READMEs and in docstrings', () => {
  const files = examples.map(({ file }) => file);
  expect(files).toContain('README.md');
  expect(files).toContain('packages/nn/README.md');
  expect(files).toContain('packages/nn/src/modules/linear.ts');
  expect(examples.flatMap(({ claims }) => claims).length).toBeGreaterThan(50);
});

const fashionMnist = '/usr/share/datasets/fashion-mnist';

/** What an example may need besides Chainrule, and how to get it. */
const parts: Readonly<Record<string, { isThere: boolean; install: string }>> = {
  'Fashion-MNIST': {
    isThere: existsSync(fashionMnist),
    install: 'apt-get install dataset-fashion-mnist',
  },
  'a GPU': {
    isThere: (await isAvailable('webgpu')) || (await isAvailable('headlessgl')),
    install: 'pnpm setup:native, and on a machine without a display run under xvfb-run -a',
  },
};

function test(example: Example): void {
  const runs = example.mark !== 'no-run';
  it(`line ${example.line} ${runs ? 'runs' : 'type checks'}`, async () => {
    expect(example.problems).toEqual([]);
    if (runs) expect(await brokenClaims(example)).toEqual([]);
  });
}

const needsNothing = examples.filter(({ mark }) => !mark.startsWith('needs '));

describe.each([...new Set(needsNothing.map(({ file }) => file))])('%s', (file) => {
  needsNothing.filter((example) => example.file === file).forEach(test);
});

for (const [name, { isThere, install }] of Object.entries(parts)) {
  optional(
    name,
    isThere,
    install,
  )(`examples that need ${name}`, () => {
    examples.filter(({ mark }) => mark === `needs ${name}`).forEach(test);
  });
}

it('has few examples that cannot run anywhere, and marks that it knows', () => {
  const known = new Set(['', 'no-run', ...Object.keys(parts).map((name) => `needs ${name}`)]);
  expect(examples.filter(({ mark }) => !known.has(mark))).toEqual([]);
  const stand = examples.filter(({ mark }) => mark === 'no-run');
  expect(stand.length).toBeLessThanOrEqual(examples.length / 50);
});
