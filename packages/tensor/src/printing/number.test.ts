import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatFixed, formatPythonFloat, formatScientific } from './number.ts';

interface NumberCase {
  readonly value: number | 'nan' | 'inf' | '-inf';
  readonly precision: number;
  readonly fixed: string;
  readonly scientific: string;
  readonly repr: string;
}

type NumberKind = 'float64' | 'float32' | 'dyadic';

interface NumberDigest {
  readonly kind: NumberKind;
  readonly seed: number;
  readonly count: number;
  readonly sha256: string;
}

const path = new URL('./fixtures/printing.json', import.meta.url);
const fixtures = JSON.parse(readFileSync(path, 'utf8')) as {
  readonly numbers: NumberCase[];
  readonly digests: NumberDigest[];
};

const nonFinite = { nan: NaN, inf: Infinity, '-inf': -Infinity };
const view = new DataView(new ArrayBuffer(8));

/** How the fixtures' random numbers are made of 64 random bits. */
const numberFromBits: { readonly [K in NumberKind]: (bits: bigint) => number } = {
  float64: (bits) => {
    view.setBigUint64(0, bits);
    return view.getFloat64(0);
  },
  float32: (bits) => {
    view.setUint32(0, Number(bits & 0xffffffffn));
    return view.getFloat32(0);
  },
  dyadic: (bits) => Number(bits & 0xffffffn) / 2 ** Number(bits >> 59n),
};

/** @see https://prng.di.unimi.it/splitmix64.c */
function* splitmix64(seed: number): Generator<bigint, never> {
  for (let state = BigInt(seed); ; ) {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    yield mixed ^ (mixed >> 31n);
  }
}

describe('numbers are written as Python writes them', () => {
  it.each(fixtures.numbers)('$repr to $precision digits', (numberCase) => {
    const { precision, fixed, scientific, repr } = numberCase;
    const value =
      typeof numberCase.value === 'number' ? numberCase.value : nonFinite[numberCase.value];
    expect(formatFixed(value, precision)).toBe(fixed);
    expect(formatScientific(value, precision)).toBe(scientific);
    expect(formatPythonFloat(value)).toBe(repr);
  });

  it.each(fixtures.digests)('$count random $kind numbers, seed $seed', (digest) => {
    const { kind, seed, count, sha256 } = digest;
    const stream = splitmix64(seed);
    const lines = Array.from({ length: count }, (_, index) => {
      const value = numberFromBits[kind](stream.next().value);
      const precision = index % 8;
      const fixed = formatFixed(value, precision);
      return `${fixed} ${formatScientific(value, precision)} ${formatPythonFloat(value)}`;
    });
    expect(createHash('sha256').update(lines.join('\n')).digest('hex')).toBe(sha256);
  });
});

describe('formatPythonFloat', () => {
  it('rounds to float32 first when that is the dtype', () => {
    expect(formatPythonFloat(0.1)).toBe('0.1');
    expect(formatPythonFloat(0.1, 'float32')).toBe('0.10000000149011612');
    expect(formatPythonFloat(1e39, 'float32')).toBe('inf');
  });

  it('writes integers and bools as Python does', () => {
    expect(formatPythonFloat(-12, 'int32')).toBe('-12');
    expect(formatPythonFloat(255, 'uint8')).toBe('255');
    expect(formatPythonFloat(1, 'bool')).toBe('True');
    expect(formatPythonFloat(0, 'bool')).toBe('False');
  });
});
