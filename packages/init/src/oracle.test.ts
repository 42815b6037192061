import { difference, type EncodedTensor, type InitFixture, loadFixture } from '@chainrule/oracle';
import { type DType, full, manualSeed, type Tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import * as init from './index.ts';

type InitCase = InitFixture['cases'][number];

const { gains, fans, cases } = loadFixture<InitFixture>('init.json');
const initializers: Readonly<Record<string, unknown>> = { ...init };

// PyTorch decomposes in the tensor's own precision, so its last digits are its own, fewer of
// them where the drawn matrix is near to singular.
const orthogonalTolerance: Readonly<Record<string, number>> = { float32: 1e-6, float64: 2e-15 };

function run({ name, shape, dtype, args, options }: InitCase): Tensor {
  const initialize = initializers[name] as (tensor: Tensor, ...rest: unknown[]) => Tensor;
  const tensor = full([...shape], 0.5, { dtype: dtype as DType });
  return initialize(tensor, ...args, ...(options === undefined ? [] : [options]));
}

describe('every initializer draws what PyTorch draws', () => {
  it.each(cases.filter((fixture) => !fixture.throws))(
    '$name of $shape, $args, $options, from seed $seed',
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
  expect(init.calculateGain(nonlinearity as init.Nonlinearity, param)).toBe(gain);
});

it.each(fans)('the fans of $shape are $fans', ({ shape, fans: expected }) => {
  expect(init.calculateFanInAndFanOut(zeros([...shape]))).toEqual(expected);
});
