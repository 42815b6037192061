import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { experiments } from './fixtures/experiments.ts';
import { type FakeScreen, fakeScreen } from './fixtures/screen.ts';
import { runProgram } from './program.ts';

interface Outcome {
  readonly code: number;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

async function chainrule(
  command: string | readonly string[],
  { screen = fakeScreen() }: { screen?: FakeScreen } = {},
): Promise<Outcome> {
  const words = typeof command === 'string' ? command.split(' ').filter(Boolean) : command;
  const errors: string[] = [];
  const environment = { experiments, screen };
  const code = await runProgram(words, environment, (line) => errors.push(line));
  return { code, lines: screen.lines, errors };
}

describe('a command line that makes no sense exits with 2 and one line', () => {
  test.each([
    ['', 'name a command: list, run, compare, devices or bench (--help says more)'],
    ['lst', "unknown command 'lst' (Did you mean list?)"],
    ['run', "missing required argument 'experiment'"],
    ['run clif', 'unknown experiment "clif"; did you mean cliff?'],
    ['run mnist', 'unknown experiment "mnist"; "chainrule list" names them all'],
    ['compare clif', 'unknown experiment "clif"; did you mean cliff?'],
    ['run cliff more', "too many arguments for 'run'. Expected 1 argument but got 2."],
    ['run cliff --steps -1', '--steps: expected a whole number of 1 or more, got "-1"'],
    ['run cliff --lr abc', '--lr: expected a number of 0 or more, got "abc"'],
    ['run digits --batch-size 0', '--batch-size: expected a whole number of 1 or more, got "0"'],
    ['run cliff --init ones', '--init: expected normal or zeros, got "ones"'],
    ['run cliff --steps', "option '--steps <n>' argument missing"],
    ['run cliff --nope', "unknown option '--nope'"],
    ['run cliff --step 5', "unknown option '--step' (Did you mean --steps?)"],
    ['run cliff --epochs 2', 'cliff takes no --epochs; it takes --steps, --lr, --seed, --init'],
    [
      'run cliff --steps 5 --epochs 2',
      'cliff takes no --epochs; it takes --steps, --lr, --seed, --init',
    ],
    [
      'run cliff --device tpu',
      '--device: expected cpu or headlessgl or webgpu or gpu or auto, got "tpu"',
    ],
    ['run cliff --threads 0', '--threads: expected a whole number of 1 or more, got "0"'],
    ['compare cliff --threads two', '--threads: expected a whole number of 1 or more, got "two"'],
    ['run cliff --plot a.gif', '--plot: expected a name that ends in .svg or .png, got "a.gif"'],
    [
      'run cliff --checkpoint-every 0 --save a',
      '--checkpoint-every: expected a whole number of 1 or more, got "0"',
    ],
    ['run cliff --checkpoint-every 5', '--checkpoint-every: needs --save to say where to'],
    [
      'run cliff --load a --resume b',
      '--load and --resume: a run starts from one file; give one of them',
    ],
    ['compare digits', 'digits: the notebook prints no figures to compare with'],
  ])('chainrule %s', async (command, message) => {
    expect(await chainrule(command)).toEqual({
      code: 2,
      lines: [],
      errors: [`chainrule: ${message}`],
    });
  });
});

describe('work that cannot be done exits with 1 and one line, before any training', () => {
  test.each([
    ['run cliff --plot /nope/a.svg', '--plot: cannot write /nope/a.svg: its folder does not exist'],
    ['run cliff --save /nope/a', '--save: cannot write /nope/a: its folder does not exist'],
    ['run cliff --load /nope/a', '--load: cannot read /nope/a: it does not exist'],
    ['run cliff --resume /nope/a', '--resume: cannot read /nope/a: it does not exist'],
    ['run cliff --resume /', '--resume: cannot read /: it is a folder'],
  ])('chainrule %s', async (command, message) => {
    expect(await chainrule(command)).toEqual({
      code: 1,
      lines: [],
      errors: [`chainrule: ${message}`],
    });
  });

  test('a folder is no place for a plot', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'chainrule-')), 'plot.svg');
    await mkdir(folder);
    const { code, lines, errors } = await chainrule(['run', 'cliff', '--plot', folder]);
    expect({ code, lines }).toEqual({ code: 1, lines: [] });
    expect(errors).toEqual([`chainrule: --plot: cannot write ${folder}: it is a folder`]);
  });
});

describe('chainrule run', () => {
  test('prints costs and predictions as the notebook does', async () => {
    const { code, lines } = await chainrule('run cliff --steps 101');
    expect(code).toBe(0);
    expect(lines).toEqual([
      'Step: 0 \t Cost: 0.7',
      'Step: 100 \t Cost: 0.6999552028670164',
      '',
      'tensor([[0.5000],\n        [0.2500]])',
    ]);
  });

  test('options may stand before the experiment', async () => {
    const { code, lines } = await chainrule('run --steps 1 cliff');
    expect(code).toBe(0);
    expect(lines[0]).toBe('Step: 0 \t Cost: 0.7');
  });

  test('a bug in an experiment is one line too', async () => {
    const { code, lines, errors } = await chainrule('run broken');
    expect(code).toBe(1);
    expect(lines).toEqual(['Step: 0 \t Cost: nan']);
    expect(errors).toEqual(['chainrule: unexpected TypeError: of no use']);
  });

  test('--json prints events, one a line', async () => {
    const { code, lines } = await chainrule('run cliff --steps 1 --seed 5 --json');
    const events = lines.map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(events.map(({ type }) => type)).toEqual(['start', 'step', 'surface', 'result']);
    expect(events[0]).toEqual({
      type: 'start',
      experiment: 'cliff',
      settings: { steps: 1, lr: 1, seed: 5, init: 'normal' },
      device: 'cpu',
      models: [{ name: 'cliff', parameterCount: 9 }],
    });
    expect(events[1]).toEqual({ type: 'step', step: 0, cost: 0.7 });
  });

  test.each(['svg', 'png'])('--plot writes an .%s file and nothing else', async (extension) => {
    const folder = await mkdtemp(join(tmpdir(), 'chainrule-'));
    const { code } = await chainrule(['run', 'cliff', '--plot', join(folder, `plot.${extension}`)]);
    expect(code).toBe(0);
    expect(await readdir(folder)).toEqual([`plot.${extension}`]);
    const head = (await readFile(join(folder, `plot.${extension}`))).subarray(1, 4).toString();
    expect(head.toLowerCase()).toBe(extension);
  });

  test('a plot that is there already is kept when the run fails', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'chainrule-')), 'plot.svg');
    await writeFile(path, 'mine');
    expect((await chainrule(['run', 'broken', '--plot', path])).code).toBe(1);
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});

describe('chainrule compare', () => {
  test('agrees when only what hangs on the seed differs', async () => {
    const { code, lines, errors } = await chainrule('compare cliff --steps 101');
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(lines).toEqual([
      'step  notebook            this run',
      '   0  0.75                0.7',
      ' 100  0.6931471824645996  0.6999552028670164',
      '5000  0.001               (not reached)',
      '',
      'Should agree, whatever the seed:',
      '  agrees   The cost starts above a half',
      'Depends on the seed:',
      '  differs here   The first cost is 0.75',
    ]);
  });

  test('exits with 1 when something differs that should agree', async () => {
    const { code, lines, errors } = await chainrule('compare cliff --init zeros');
    expect(code).toBe(1);
    expect(lines).toContain('  DIFFERS  The cost starts above a half');
    expect(errors).toEqual(['chainrule: cliff: 1 of the statements that should agree does not']);
  });
});

test('chainrule list names every experiment', async () => {
  const { lines } = await chainrule('list');
  expect(lines.filter((line) => !line.startsWith(' '))).toEqual([
    'cliff    Fixtures: cliff',
    'digits   Fixtures: digits',
    'endless  Fixtures: endless',
    'broken   Fixtures: broken',
    'net      Fixtures: net',
  ]);
});

describe('on a machine without the native modules', () => {
  beforeEach(() => vi.stubEnv('CHAINRULE_NATIVE_MODULES', ''));
  afterEach(() => vi.unstubAllEnvs());

  test.each(['headlessgl', 'webgpu'])(
    '--device %s ends in one line on how to have it',
    async (name) => {
      const { code, lines, errors } = await chainrule(`run cliff --device ${name}`);
      expect({ code, lines, count: errors.length }).toEqual({ code: 1, lines: [], count: 1 });
      expect(errors[0]).toMatch(
        new RegExp(
          `^chainrule: --device ${name}: device '${name}' is not available: .*; to have it: .+`,
        ),
      );
    },
  );

  test('--device gpu says what each kind of GPU lacks', async () => {
    const { code, errors } = await chainrule('run cliff --device gpu');
    expect(code).toBe(1);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/webgpu.*webgl2.*headlessgl.*to have it/);
  });

  test('--device auto computes on what is there', async () => {
    expect((await chainrule('run cliff --device auto')).code).toBe(0);
    expect((await chainrule('run digits --device auto')).code).toBe(0);
  });

  test('chainrule devices says what is there, how fast it is, and how to have the others', async () => {
    const { lines } = await chainrule('devices');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^cpu {9}the processor, by WebAssembly; available, [\d.]+ GFLOP\/s$/);
    expect(lines[1]).toMatch(/^headlessgl .*not available\n.*gl.*\n.*to have it: .*npm/s);
    expect(lines[2]).toMatch(/^webgpu .*not available\n.*webgpu.*\n.*to have it: /s);
    expect(lines[3]).toMatch(/^webgl2 .*not available\n.*browsers.*\n.*to have it: .*run docs/s);
    const reports = (await chainrule('devices --json')).lines.map((line) => JSON.parse(line));
    expect(reports).toMatchObject([
      { type: 'device', device: 'cpu', available: true, gigaflops: expect.any(Number) },
      { type: 'device', device: 'headlessgl', available: false, remedy: expect.any(String) },
      { type: 'device', device: 'webgpu', available: false, remedy: expect.any(String) },
      { type: 'device', device: 'webgl2', available: false, remedy: expect.any(String) },
    ]);
  });
});
