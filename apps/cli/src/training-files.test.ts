import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSafetensors, saveCheckpoint, saveSafetensors } from '@chainrule/serialize';
import { ones, tensor } from '@chainrule/tensor';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { experiments } from './fixtures/experiments.ts';
import { fakeScreen } from './fixtures/screen.ts';
import { runProgram } from './program.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-'));
  file = join(folder, 'a.safetensors');
});

afterEach(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly code: number;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

/** Runs the program on words that are apart, or stand in one text. */
async function chainrule(command: string): Promise<Outcome> {
  const screen = fakeScreen();
  const errors: string[] = [];
  const words = command.split(' ');
  const code = await runProgram(words, { experiments, screen }, (line) => errors.push(line));
  return { code, lines: screen.lines, errors };
}

/** Runs and gives the costs that were printed. */
async function costsOf(command: string): Promise<readonly string[]> {
  const { code, lines, errors } = await chainrule(command);
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  return lines;
}

describe('--save and --load', () => {
  test('keep the weights under the names of PyTorch', async () => {
    await costsOf(`run net --steps 20 --save ${file}`);
    const { tensors, metadata } = loadSafetensors(await readFile(file));
    expect(Object.keys(tensors).sort()).toEqual(['0.bias', '0.weight', '3.bias', '3.weight']);
    expect(metadata).toEqual({ format: 'pt' });
  });

  test('start from what was saved', async () => {
    await writeFile(file, await saveSafetensors({ weight: tensor([0.5]) }));
    const lines = await costsOf(`run cliff --steps 1 --load ${file} --save ${file}.new`);
    expect(lines[0]).toBe('Step: 0 \t Cost: 0.5');
    expect(loadSafetensors(await readFile(`${file}.new`)).tensors.weight?.item()).toBe(0.5);
  });

  test('start from the weights of a checkpoint too', async () => {
    await costsOf(`run net --steps 30 --save ${file} --checkpoint-every 10`);
    await costsOf(`run net --steps 30 --save ${file}.weights`);
    const fromCheckpoint = await costsOf(`run net --steps 5 --load ${file}`);
    expect(fromCheckpoint).toEqual(await costsOf(`run net --steps 5 --load ${file}.weights`));
  });

  test('say which file does not fit', async () => {
    await writeFile(file, 'a text file');
    const { code, errors } = await chainrule(`run net --load ${file}`);
    expect(code).toBe(1);
    expect(errors[0]).toContain(`chainrule: --load: ${file}: no safetensors file`);
    await writeFile(file, await saveSafetensors({ weight: ones(2) }));
    const other = await chainrule(`run net --load ${file}`);
    expect(other.errors[0]).toContain(
      'the state dict does not fit Sequential: missing keys 0.weight',
    );
  });

  test('say where an experiment has nothing to save', async () => {
    const { code, errors } = await chainrule(`run digits --save ${file}`);
    expect(code).toBe(1);
    expect(errors).toEqual([
      'chainrule: digits: trains no model that could be saved, loaded or resumed',
    ]);
  });
});

describe('--checkpoint-every and --resume', () => {
  test('go on as if nothing had happened', async () => {
    const unbroken = await costsOf('run net --steps 50');
    const first = await costsOf(`run net --steps 30 --save ${file} --checkpoint-every 7`);
    const rest = await costsOf(`run net --steps 50 --resume ${file}`);
    expect([...first.slice(0, 30), ...rest]).toEqual(unbroken);
  });

  test('go on under the settings of the checkpoint', async () => {
    const unbroken = await costsOf('run net --steps 50 --lr 0.1 --seed 5');
    await costsOf(`run net --steps 30 --lr 0.1 --seed 5 --save ${file} --checkpoint-every 10`);
    const rest = await costsOf(`run net --steps 50 --seed 5 --resume ${file}`);
    expect(rest).toEqual(unbroken.slice(30));
    expect(await chainrule(`run net --lr 0.2 --resume ${file}`)).toMatchObject({
      code: 2,
      errors: ['chainrule: --lr: the checkpoint was made with 0.1; leave the flag out'],
    });
  });

  test('report the same result when nothing is left to train', async () => {
    await costsOf(`run net --steps 30 --save ${file} --checkpoint-every 100`);
    const resultOf = (lines: readonly string[]): unknown => JSON.parse(lines.at(-1)!).models;
    const expected = resultOf(await costsOf('run net --steps 30 --json'));
    const command = `run net --resume ${file} --save ${file}.new --checkpoint-every 1 --json`;
    expect(resultOf(await costsOf(command))).toEqual(expected);
    expect(await readFile(`${file}.new`)).toEqual(await readFile(file));
  });

  test('refuse what is no checkpoint of this experiment', async () => {
    await costsOf(`run net --steps 2 --save ${file} --checkpoint-every 1`);
    expect((await chainrule(`run cliff --resume ${file}`)).errors).toEqual([
      `chainrule: --resume: ${file}: a checkpoint of net, not of cliff`,
    ]);
    await writeFile(file, await saveCheckpoint({ step: 1 }));
    expect((await chainrule(`run net --resume ${file}`)).errors).toEqual([
      `chainrule: --resume: ${file}: a checkpoint, but not one that --checkpoint-every wrote`,
    ]);
    await writeFile(file, await saveSafetensors({}));
    expect((await chainrule(`run net --resume ${file}`)).errors[0]).toContain(
      'expected a checkpoint',
    );
  });

  test('say where an experiment cannot be left and gone on from', async () => {
    const { code, errors } = await chainrule(`run cliff --save ${file} --checkpoint-every 1`);
    expect(code).toBe(1);
    expect(errors).toEqual([
      'chainrule: --checkpoint-every: cliff has no point from which it could go on',
    ]);
  });
});
