import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ArgumentError, FileFormatError } from '../errors.ts';
import {
  defaultGenerator,
  fillNormal,
  fillUniform,
  Generator,
  getRngState,
  initialSeed,
  manualSeed,
  seed,
  setRngState,
} from './index.ts';

interface Fixture {
  readonly states: readonly {
    readonly name: string;
    readonly initialSeed: string;
    readonly bytes: string;
    readonly next: number[];
  }[];
  readonly initialSeeds: readonly { readonly seed: string; readonly initialSeed: string }[];
}

const fixture: Fixture = JSON.parse(
  readFileSync(new URL('./fixtures/random.json', import.meta.url), 'utf8'),
);

function stateNamed(name: string): Uint8Array {
  const state = fixture.states.find((candidate) => candidate.name === name);
  return new Uint8Array(Buffer.from(state?.bytes as string, 'base64'));
}

function edited(change: (view: DataView) => void): Uint8Array {
  const bytes = stateNamed('after 100 draws');
  change(new DataView(bytes.buffer));
  return bytes;
}

describe('a state of PyTorch', () => {
  it.each(fixture.states)('$name: is given back byte for byte', ({ name }) => {
    const bytes = stateNamed(name);
    expect(new Generator().setState(bytes).getState()).toEqual(bytes);
  });

  it.each(fixture.states)('$name: goes on as PyTorch does', ({ name, next, ...state }) => {
    const generator = new Generator().setState(stateNamed(name));
    expect(generator.initialSeed()).toBe(BigInt(state.initialSeed));
    const normals = new Float64Array(5);
    fillNormal(normals, 'float64', generator);
    const uniforms = new Float32Array(3);
    fillUniform(uniforms, 'float32', generator);
    for (const [i, value] of [...normals, ...uniforms].entries()) {
      expect(value).toBeCloseTo(next[i] as number, 13);
    }
  });

  it('is read from the 5048 bytes of old checkpoints', () => {
    const bytes = stateNamed('with a cached sample');
    const generator = new Generator().setState(bytes.slice(0, 5048));
    expect(generator.getState()).toEqual(bytes);
  });

  it('keeps a cached float32 sample that it holds', () => {
    const bytes = edited((view) => {
      view.setFloat32(5048, 0.5, true);
      view.setUint8(5052, 1);
    });
    expect(new Generator().setState(bytes).getState()).toEqual(bytes);
  });

  it.each([
    ['too short', new Uint8Array(100)],
    ['empty', new Uint8Array(0)],
    ['one byte too long', new Uint8Array(5057)],
    ['all zero', new Uint8Array(5056)],
    ['not seeded', edited((view) => view.setInt32(12, 0, true))],
    ['left = 0', edited((view) => view.setInt32(8, 0, true))],
    ['left = -1', edited((view) => view.setInt32(8, -1, true))],
    ['left = 625', edited((view) => view.setInt32(8, 625, true))],
    ['next beyond the words', edited((view) => view.setBigUint64(16, 2n ** 32n, true))],
    ['next and left that disagree', edited((view) => view.setBigUint64(16, 3n, true))],
    ['a word of 33 bits', edited((view) => view.setUint32(28, 1, true))],
    ['a flag that is no flag', edited((view) => view.setInt32(5040, 2, true))],
    [
      'a cached NaN',
      edited((view) => {
        view.setInt32(5040, 1, true);
        view.setFloat64(5024, Number.NaN, true);
      }),
    ],
  ])('is refused when it is %s, and nothing changes', (_name, bytes) => {
    const generator = new Generator().manualSeed(3);
    const before = generator.getState();
    expect(() => generator.setState(bytes)).toThrow(FileFormatError);
    expect(generator.getState()).toEqual(before);
  });

  it('is refused when it is not bytes', () => {
    const numbers = Array.from(stateNamed('fresh')) as unknown as Uint8Array;
    expect(() => new Generator().setState(numbers)).toThrow(ArgumentError);
  });
});

describe('Generator', () => {
  it.each(fixture.initialSeeds)('takes $seed for the seed $initialSeed', (one) => {
    expect(new Generator().manualSeed(BigInt(one.seed)).initialSeed()).toBe(
      BigInt(one.initialSeed),
    );
  });

  it('takes a number and a bigint for the same seed', () => {
    const state = new Generator().manualSeed(-5).getState();
    expect(new Generator().manualSeed(-5n).getState()).toEqual(state);
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2n ** 63n) - 1n, 2n ** 64n])(
    'refuses the seed %s',
    (bad) => {
      expect(() => new Generator().manualSeed(bad)).toThrow(ArgumentError);
    },
  );

  it('refuses a seed that is text', () => {
    expect(() => new Generator().manualSeed('7' as unknown as number)).toThrow(ArgumentError);
  });

  it("starts from PyTorch's default seed", () => {
    const generator = new Generator();
    expect(generator.device).toBe('cpu');
    expect(generator.initialSeed()).toBe(67280421310721n);
    expect(generator.getState()).toEqual(new Generator().manualSeed(67280421310721).getState());
  });

  it('draws the high half of 64 bits first', () => {
    const [high, low] = [new Generator(), new Generator()].map((one) => one.manualSeed(9));
    const first = high?.random() as number;
    const second = high?.random() as number;
    expect(low?.random64()).toBe((BigInt(first) << 32n) | BigInt(second));
  });

  it('seeds itself with 53 bits that differ from time to time', () => {
    const generator = new Generator();
    const seeds = [generator.seed(), generator.seed(), generator.seed()];
    expect(new Set(seeds).size).toBe(3);
    expect(generator.initialSeed()).toBe(seeds[2]);
    for (const one of seeds) expect(one < 2n ** 53n).toBe(true);
  });

  it('clones itself, cached sample and all, into a stream of its own', () => {
    const generator = new Generator().manualSeed(1);
    fillNormal(new Float32Array(3), 'float32', generator);
    const clone = generator.clone();
    expect(clone.getState()).toEqual(generator.getState());
    generator.random();
    expect(clone.getState()).not.toEqual(generator.getState());
  });

  it('keeps everything that changes in its buffer', () => {
    const generator = new Generator().manualSeed(1);
    const taken = new Generator().manualSeed(1);
    fillNormal(new Float32Array(3), 'float32', generator);
    new Uint8Array(taken.buffer).set(new Uint8Array(generator.buffer));
    expect(taken.getState()).toEqual(generator.getState());
  });
});

describe('the default generator', () => {
  it('is seeded, saved and restored by functions', () => {
    expect(manualSeed(777)).toBe(defaultGenerator);
    expect(initialSeed()).toBe(777n);
    expect(getRngState()).toEqual(stateNamed('fresh'));
    setRngState(stateNamed('after 100 draws'));
    expect(getRngState()).toEqual(stateNamed('after 100 draws'));
    expect(seed()).toBe(initialSeed());
  });
});
