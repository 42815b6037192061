import { difference, type EncodedTensor, loadFixture } from '@chainrule/oracle';
import { type DType, full, manualSeed, type Tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import * as init from './index.ts';

interface InitCase {
  readonly name: string;
  readonly shape: number[];
  readonly seed: number;
  readonly dtype: DType;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly result?: EncodedTensor;
  readonly throws?: boolean;
}

interface InitFixture {
  readonly gains: readonly { nonlinearity: init.Nonlinearity; param?: number; gain: number }[];
  readonly fans: readonly { shape: number[]; fans: [number, number] }[];
  readonly cases: readonly InitCase[];
}

const { gains, fans, cases } = loadFixture<InitFixture>('init.json');

// PyTorch decomposes in the tensor's own precision, so its last digits are its own, fewer of
// them where the drawn matrix is near to singular.
const orthogonalTolerance: Readonly<Record<string, number>> = { float32: 1e-6, float64: 2e-15 };

function run({ name, shape, dtype, options }: InitCase): Tensor {
  const tensor = full(shape, 0.5, { dtype });
  if (name === 'constant_') return init.constant_(tensor, options?.val as number);
  const initialize = init[name as keyof typeof init] as (x: Tensor, options?: object) => Tensor;
  return initialize(tensor, options);
}

describe('every initializer draws what PyTorch draws', () => {
  it.each(cases.filter((fixture) => !fixture.throws))(
    '$name of $shape, $options, from seed $seed',
    (fixture) => {
      manualSeed(fixture.seed);
      const tensor = run(fixture);
      const expected = fixture.result as EncodedTensor;
      const atol = fixture.name === 'orthogonal_' ? (orthogonalTolerance[fixture.dtype] ?? 0) : 0;
      expect(difference(tensor, { ...expected, atol })).toBeUndefined();
    },
  );
});

describe('every initializer refuses what PyTorch refuses', () => {
  it.each(cases.filter((fixture) => fixture.throws))('$name of $shape, $options', (fixture) => {
    expect(() => run(fixture)).toThrow();
  });
});

it.each(gains)('the gain of $nonlinearity ($param) is $gain', ({ nonlinearity, param, gain }) => {
  expect(init.calculateGain(nonlinearity, param)).toBe(gain);
});

it.each(fans)('the fans of $shape are $fans', ({ shape, fans: expected }) => {
  expect(init.calculateFanInAndFanOut(zeros(shape))).toEqual(expected);
});
