import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

function startProgram(entry: string, ...words: string[]): ReturnType<typeof spawn> {
  return startProgramIn({}, entry, ...words);
}

/** Starts a program with some variables of its environment changed. */
function startProgramIn(
  changes: NodeJS.ProcessEnv,
  entry: string,
  ...words: string[]
): ReturnType<typeof spawn> {
  const path = fileURLToPath(new URL(entry, import.meta.url));
  return spawn(process.execPath, ['tooling/run/run.mjs', path, ...words], {
    cwd: workspace,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...changes },
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

  test('the notebook’s net starts and ends at PyTorch’s costs', async () => {
    const { code, stdout, stderr } = await outcomeOf(startProgram('main.ts', 'run', 'xor-nn'));
    const lines = stdout.split('\n');
    const costOf = (line: string): number => Number(line.split('Cost: ')[1]);
    expect(costOf(lines[0]!)).toBeCloseTo(0.743407, 6);
    expect(lines[100]).toMatch(/^Step: 10000 \t Cost: /);
    expect(costOf(lines[100]!)).toBeCloseTo(0.001235, 6);
    expect(lines.slice(101)).toEqual([
      '',
      'tensor([[0.0011],',
      '        [0.9989],',
      '        [0.9989],',
      '        [0.0017]], grad_fn=<SigmoidBackward0>)',
      '',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.each(['xor-perceptron', 'mlp-backprop', 'xor-nn', 'xor-nn-wide-deep'])(
    'a run of %s agrees with the notebook where it should',
    async (id) => {
      const { code, stdout, stderr } = await outcomeOf(startProgram('main.ts', 'compare', id));
      expect(stdout).toContain('\n  agrees ');
      expect(stdout).not.toContain('DIFFERS');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  );

  test('a run on real images is finite JSON', async () => {
    const words = ['run', 'mnist-batchnorm', '--limit', '320', '--epochs', '1', '--json'];
    const { code, stdout, stderr } = await outcomeOf(startProgram('main.ts', ...words));
    const types = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect(types).toEqual([
      'start',
      ...Array(2).fill('epoch'),
      ...Array(8).fill('prediction'),
      'result',
    ]);
    // What is not finite, JSON.stringify writes as null; no setting of this run is null.
    expect(stdout).not.toContain('null');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.each(['headlessgl', 'webgpu'])(
    'without native modules, --device %s ends in one line, and others compute',
    async (device) => {
      // No folder is named, and none of the caches is there.
      const without = { CHAINRULE_NATIVE_MODULES: '', XDG_CACHE_HOME: '/nowhere' };
      const run = (name: string): ReturnType<typeof outcomeOf> => {
        const words = ['run', 'xor-nn', '--steps', '101', '--device', name];
        return outcomeOf(startProgramIn(without, 'main.ts', ...words));
      };
      const { code, stdout, stderr } = await run(device);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^chainrule: --device .* is not available: .*; to have it: .*\n$/);
      expect((await run('auto')).stdout).toMatch(/Step: 100 .*tensor\(/s);
    },
  );

  test.each([
    ['run mnits-nn', 2, 'unknown experiment "mnits-nn"; did you mean mnist-nn?'],
    ['run xor-nn --epochs 3', 2, 'xor-nn takes no --epochs; it takes --steps, --lr, --seed'],
    ['run xor-nn --steps -1', 2, '--steps: expected a whole number of 1 or more, got "-1"'],
    ['compare mnist-nn', 2, 'mnist-nn: the notebook prints no figures to compare with'],
    [
      'run mnist-nn --plot /nope/a.svg',
      1,
      '--plot: cannot write /nope/a.svg: its folder does not exist',
    ],
    [
      'run mnist-nn --limit 50',
      1,
      'a batch of 100 takes at least as many images, and there are 50; lower the batch size or raise the limit',
    ],
  ])('chainrule %s is refused before anything is printed', async (command, code, message) => {
    expect(await outcomeOf(startProgram('main.ts', ...command.split(' ')))).toEqual({
      code,
      stdout: '',
      stderr: `chainrule: ${message}\n`,
    });
  });

  test('the shipped entry knows its version and shows examples', async () => {
    expect((await outcomeOf(startProgram('main.ts', '--version'))).stdout).toMatch(
      /^\d+\.\d+\.\d+\n$/,
    );
    const { stdout } = await outcomeOf(startProgram('main.ts', 'run', '--help'));
    expect(stdout).toContain('$ chainrule run xor-nn');
  });
});
