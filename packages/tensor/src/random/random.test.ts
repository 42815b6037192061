import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DType } from '../dtype.ts';
import { drawAsDescribed } from '../testing/fixture-draws.ts';
import { Generator } from './index.ts';

type Result =
  | [digest: string, ...first: (number | string)[]]
  | number[]
  | { head: number[]; tail: number[]; sum: number };
type Draw = [size: number, result: Result, state: string, cached?: number];

interface Fixture {
  readonly seeds: readonly string[];
  readonly single: readonly {
    readonly kind: string;
    readonly dtype: DType;
    readonly args: number[];
    readonly draws: readonly [seed: number, ...Draw][];
  }[];
  readonly interleaved: readonly {
    readonly seed: number;
    readonly draws: readonly [kind: string, dtype: DType, args: number[], ...Draw][];
  }[];
}

const fixture: Fixture = JSON.parse(
  readFileSync(new URL('./fixtures/random.json', import.meta.url), 'utf8'),
);

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}

function expectClose(actual: number, expected: number, tolerance: number): void {
  const difference = Math.abs(actual - expected);
  if (difference <= tolerance * (1 + Math.abs(expected))) return;
  expect(actual).toBe(expected);
}

function expectDraw(
  generator: Generator,
  kind: string,
  dtype: DType,
  args: number[],
  [size, result, state, cached]: Draw,
): void {
  const drawn = drawAsDescribed(kind, dtype, size, args, generator);
  expectResult(drawn, result, dtype === 'float64' ? 1e-12 : 1e-6);
  expectState(generator, state, cached);
}

function expectResult(drawn: ArrayLike<number | bigint>, result: Result, tolerance: number): void {
  const values = Array.from(drawn, Number);
  if (!Array.isArray(result)) {
    for (const [i, value] of result.head.entries()) {
      expectClose(values[i] as number, value, tolerance);
    }
    const start = values.length - result.tail.length;
    for (const [i, value] of result.tail.entries()) {
      expectClose(values[start + i] as number, value, tolerance);
    }
    const sum = values.reduce((total, value, i) => total + value * ((i % 7) + 1), 0);
    const size = values.reduce((total, value, i) => total + Math.abs(value) * ((i % 7) + 1), 0);
    expect(Math.abs(sum - result.sum)).toBeLessThanOrEqual(tolerance * size);
  } else if (typeof result[0] === 'string') {
    const [expected, ...first] = result;
    const array = drawn as unknown as Uint8Array;
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const shown = Array.from(drawn, (value) =>
      typeof value === 'bigint' ? String(value) : Number(value.toPrecision(9)),
    );
    expect({ first: shown.slice(0, first.length), digest: digest(bytes) }).toEqual({
      first: first.map((value) =>
        typeof value === 'string' ? value : Number(value.toPrecision(9)),
      ),
      digest: expected,
    });
  } else {
    expect(values.length).toBe(result.length);
    for (const [i, value] of (result as number[]).entries()) {
      expectClose(values[i] as number, value, tolerance);
    }
  }
}

function expectState(generator: Generator, state: string, cached?: number): void {
  const bytes = generator.getState();
  const sample = new DataView(bytes.buffer).getFloat64(5024, true);
  bytes.fill(0, 5024, 5032);
  expect(digest(bytes)).toBe(state);
  expectClose(sample, cached ?? 0, 1e-14);
}

function seeded(index: number): Generator {
  return new Generator().manualSeed(BigInt(fixture.seeds[index] as string));
}

describe.each(fixture.single)(
  'PyTorch draws $kind $args in $dtype',
  ({ kind, dtype, args, draws }) => {
    it.each(draws)('from seed #%i, %i elements', (seed, ...draw) => {
      expectDraw(seeded(seed), kind, dtype, args, draw);
    });
  },
);

describe.each(fixture.interleaved.map((stream, number) => ({ ...stream, number })))(
  'stream $number of many kinds of draws',
  ({ seed, draws }) => {
    const generator = seeded(seed);
    it.each(draws)('goes on with %s of %s %j, %i elements', (kind, dtype, args, ...draw) => {
      expectDraw(generator, kind, dtype, args, draw);
    });
  },
);
