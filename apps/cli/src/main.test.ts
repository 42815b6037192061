import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

function startProgram(entry: string, ...words: string[]): ReturnType<typeof spawn> {
  const path = fileURLToPath(new URL(entry, import.meta.url));
  return spawn(process.execPath, ['tooling/run/run.mjs', path, ...words], {
    cwd: workspace,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
}

/** Starts a program, lets `meddle` do to it what it likes, and tells how it ended. */
async function outcomeOf(
  child: ReturnType<typeof spawn>,
  meddle: (child: ReturnType<typeof spawn>) => void = () => {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    if (stdout === '') meddle(child);
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

describe('the program in a process of its own', { timeout: 120_000 }, () => {
  test('prints JSON and nothing else on standard output', async () => {
    const { code, stdout, stderr } = await outcomeOf(
      startProgram('fixtures/main.ts', 'run', 'digits', '--epochs', '2', '--json'),
    );
    const types = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect(types).toEqual([
      'start',
      ...Array(4).fill('epoch'),
      ...Array(2).fill('prediction'),
      ...Array(2).fill('histogram'),
      'result',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('reports a mistake in one line on standard error', async () => {
    expect(
      await outcomeOf(startProgram('fixtures/main.ts', 'run', 'cliff', '--lr', 'abc')),
    ).toEqual({
      code: 2,
      stdout: '',
      stderr: 'chainrule: --lr: expected a number of 0 or more, got "abc"\n',
    });
  });

  test('Ctrl-C stops it cleanly', async () => {
    const { code, stderr } = await outcomeOf(
      startProgram('fixtures/main.ts', 'run', 'endless'),
      (child) => child.kill('SIGINT'),
    );
    expect({ code, stderr }).toEqual({ code: 130, stderr: 'chainrule: interrupted\n' });
  });

  test('a reader that has read enough ends it silently', async () => {
    const { code, stderr } = await outcomeOf(
      startProgram('fixtures/main.ts', 'run', 'endless'),
      (child) => child.stdout?.destroy(),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('the shipped entry knows its version and shows examples', async () => {
    expect((await outcomeOf(startProgram('main.ts', '--version'))).stdout).toMatch(
      /^\d+\.\d+\.\d+\n$/,
    );
    const { stdout } = await outcomeOf(startProgram('main.ts', 'run', '--help'));
    expect(stdout).toContain('$ chainrule run xor-nn');
  });
});
