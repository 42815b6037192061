import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { allocateArray, type DType, setDefaultDtype, type TypedArray } from '../dtype.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { formatTensor, type Printable } from './format.ts';
import { getPrintoptions, type PrintOptionChanges, setPrintoptions } from './options.ts';

type StoredNumber = number | 'nan' | 'inf' | '-inf';

interface TensorCase extends Omit<Printable, 'data' | 'device'> {
  readonly name: string;
  readonly data?: readonly StoredNumber[];
  readonly formula?: readonly [multiplier: number, modulus: number, step: number, start: number];
  readonly device?: string;
  readonly options?: Omit<PrintOptionChanges, 'threshold'> & { threshold?: StoredNumber };
  readonly defaultDtype?: DType;
  readonly printed: string;
}

const path = new URL('./fixtures/printing.json', import.meta.url);
const fixtures = JSON.parse(readFileSync(path, 'utf8')) as { readonly tensors: TensorCase[] };

const nonFinite = { nan: NaN, inf: Infinity, '-inf': -Infinity };

function restore(stored: StoredNumber): number {
  return typeof stored === 'number' ? stored : nonFinite[stored];
}

function elements({ shape, dtype, data, formula }: TensorCase): TypedArray {
  const count = shape.reduce((product, size) => product * size, 1);
  const array = allocateArray(dtype, count);
  if (data) array.set(data.map(restore));
  if (formula) {
    const [multiplier, modulus, step, start] = formula;
    for (let i = 0; i < count; i++) array[i] = start + ((i * multiplier) % modulus) * step;
  }
  return array;
}

function options({ options: stored = {} }: TensorCase): PrintOptionChanges {
  const { threshold, ...others } = stored;
  return threshold === undefined ? others : { ...others, threshold: restore(threshold) };
}

afterEach(() => {
  setPrintoptions({ profile: 'default' });
  setDefaultDtype('float32');
});

describe('formatTensor prints what PyTorch prints', () => {
  it.each(fixtures.tensors)('$name', (tensorCase) => {
    const source = { device: 'cpu', ...tensorCase, data: elements(tensorCase) };
    setDefaultDtype(tensorCase.defaultDtype ?? 'float32');
    expect(formatTensor(source, options(tensorCase))).toBe(tensorCase.printed);
    setPrintoptions(options(tensorCase));
    expect(formatTensor(source)).toBe(tensorCase.printed);
  });

  it('has many cases to show it', () => {
    expect(fixtures.tensors.length).toBeGreaterThan(400);
  });
});

describe('formatTensor', () => {
  const source: Printable = {
    shape: [2],
    dtype: 'float32',
    data: new Float32Array([1.12345, -2]),
    device: 'cpu',
  };

  it('leaves the options in force alone', () => {
    const before = getPrintoptions();
    expect(formatTensor(source, { precision: 1 })).toBe('tensor([ 1.1, -2.0])');
    expect(getPrintoptions()).toEqual(before);
    expect(formatTensor(source)).toBe('tensor([ 1.1235, -2.0000])');
  });

  it('refuses data that does not fill the shape', () => {
    const ragged = { ...source, shape: [2, 3] };
    expect(() => formatTensor(ragged)).toThrow(ShapeError);
    expect(() => formatTensor(ragged)).toThrow('[2, 3] from 2 elements; it holds 6');
  });

  it('refuses options out of range', () => {
    expect(() => formatTensor(source, { precision: -1 })).toThrow(ArgumentError);
  });
});
