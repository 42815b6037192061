import {
  apply,
  type BuiltInPrimitive,
  eye,
  Generator,
  none,
  type ParamsOf,
  rand,
  type Tensor,
  tensor,
} from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { gradcheck, gradgradcheck } from '../gradcheck.ts';
import { gradients } from './index.ts';

const generator = new Generator().manualSeed(5);

/** Float64 numbers, evenly spread over [low, high). */
function spread(shape: number[], low: number, high: number): Tensor {
  const options = { dtype: 'float64', generator } as const;
  return rand(shape, options)
    .mul(high - low)
    .add(low);
}

const wide = (shape: number[] = [2, 3]): Tensor => spread(shape, -2, 2);
const positive = (shape: number[] = [2, 3]): Tensor => spread(shape, 0.3, 2);
const inner = (shape: number[] = [2, 3]): Tensor => spread(shape, -0.9, 0.9);
const probabilities = (shape: number[] = [2, 3]): Tensor => spread(shape, 0.1, 0.9);
const index = (values: number[] | number[][]): Tensor => tensor(values, { dtype: 'int32' });

interface Sample<P extends BuiltInPrimitive> {
  readonly inputs: readonly Tensor[];
  readonly params?: ParamsOf<P>;
}

type Samples = {
  readonly [P in BuiltInPrimitive]: readonly Sample<P>[] | 'no gradient' | 'flat';
};

const reduction = { dims: [1], keepdim: false };
const kept = { dims: [0, 1], keepdim: true };

/** Inputs on which every differentiable primitive is smooth. */
const samples: Samples = {
  full: 'no gradient',
  random: 'no gradient',

  abs: [{ inputs: [wide()] }],
  acos: [{ inputs: [inner()] }],
  asin: [{ inputs: [inner()] }],
  atan: [{ inputs: [wide()] }],
  ceil: 'flat',
  cos: [{ inputs: [wide()] }],
  cosh: [{ inputs: [wide()] }],
  erf: [{ inputs: [wide()] }],
  erfinv: [{ inputs: [inner()] }],
  exp: [{ inputs: [wide()] }],
  expm1: [{ inputs: [wide()] }],
  floor: 'flat',
  log: [{ inputs: [positive()] }],
  log10: [{ inputs: [positive()] }],
  log1p: [{ inputs: [positive()] }],
  log2: [{ inputs: [positive()] }],
  logicalNot: 'no gradient',
  neg: [{ inputs: [wide()] }],
  reciprocal: [{ inputs: [positive()] }],
  relu: [{ inputs: [wide()] }],
  round: 'flat',
  rsqrt: [{ inputs: [positive()] }],
  sigmoid: [{ inputs: [wide()] }],
  sign: 'flat',
  sin: [{ inputs: [wide()] }],
  sinh: [{ inputs: [wide()] }],
  sqrt: [{ inputs: [positive()] }],
  tan: [{ inputs: [inner()] }],
  tanh: [{ inputs: [wide()] }],
  trunc: 'flat',
  cast: [{ inputs: [wide()], params: { dtype: 'float64' } }],
  clamp: [
    { inputs: [wide()], params: { min: -1, max: 1 } },
    { inputs: [wide()], params: { min: null, max: 0.5 } },
  ],
  contiguous: [{ inputs: [wide()] }],

  add: [{ inputs: [wide(), wide([3])] }],
  atan2: [{ inputs: [positive(), wide([3])] }],
  binaryCrossEntropy: [{ inputs: [probabilities(), probabilities()] }],
  div: [{ inputs: [wide(), positive([3])] }],
  floorDivide: 'flat',
  fmod: [
    {
      inputs: [tensor([2.3, -2.3], { dtype: 'float64' }), tensor([0.7, 0.9], { dtype: 'float64' })],
    },
  ],
  maximum: [{ inputs: [wide(), wide([2, 1])] }],
  minimum: [{ inputs: [wide(), wide([2, 1])] }],
  mul: [{ inputs: [wide(), wide([2, 1])] }],
  pow: [{ inputs: [positive(), wide([3])] }],
  remainder: [
    {
      inputs: [tensor([2.3, -2.3], { dtype: 'float64' }), tensor([0.7, 0.9], { dtype: 'float64' })],
    },
  ],
  sub: [{ inputs: [wide(), wide([3])] }],

  binaryCrossEntropyBackward: [{ inputs: [wide([3]), probabilities(), probabilities()] }],
  reluBackward: [{ inputs: [wide(), wide([3])] }],
  sigmoidBackward: [{ inputs: [wide(), probabilities([3])] }],
  tanhBackward: [{ inputs: [wide(), inner([2, 1])] }],

  eq: 'no gradient',
  ge: 'no gradient',
  gt: 'no gradient',
  le: 'no gradient',
  logicalAnd: 'no gradient',
  logicalOr: 'no gradient',
  logicalXor: 'no gradient',
  lt: 'no gradient',
  ne: 'no gradient',
  where: [{ inputs: [tensor([true, false, true]), wide(), wide([2, 1])] }],

  all: 'no gradient',
  amax: [
    { inputs: [wide()], params: reduction },
    { inputs: [wide()], params: kept },
  ],
  amin: [
    { inputs: [wide()], params: reduction },
    { inputs: [wide()], params: kept },
  ],
  any: 'no gradient',
  argmax: 'no gradient',
  argmin: 'no gradient',
  argsort: 'no gradient',
  cumprod: [
    { inputs: [wide()], params: { dim: 1 } },
    {
      inputs: [
        tensor(
          [
            [1.5, 0, 2],
            [0, 3, 0],
          ],
          { dtype: 'float64' },
        ),
      ],
      params: { dim: 1 },
    },
  ],
  cumsum: [{ inputs: [wide()], params: { dim: 0 } }],
  norm: [1, 2, 3, 1.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((p) => ({
    inputs: [wide()],
    params: { ...reduction, p },
  })),
  prod: [
    { inputs: [wide()], params: reduction },
    {
      inputs: [
        tensor(
          [
            [1.5, 0, 2],
            [0, 3, 0],
          ],
          { dtype: 'float64' },
        ),
      ],
      params: kept,
    },
  ],
  sum: [
    { inputs: [wide()], params: reduction },
    { inputs: [wide()], params: kept },
  ],

  matmul: [{ inputs: [wide([2, 3]), wide([3, 2])] }, { inputs: [wide([2, 2, 3]), wide([3, 2])] }],
  addmm: [{ inputs: [wide([2]), wide([2, 3]), wide([3, 2])] }],
  softmax: [{ inputs: [wide()], params: { dim: 1 } }],
  logSoftmax: [{ inputs: [wide()], params: { dim: 0 } }],
  transfer: [{ inputs: [wide()], params: { device: wide().storage.device } }],

  expand: [{ inputs: [wide([2, 1])], params: { shape: [2, 2, 3] } }],
  permute: [{ inputs: [wide([2, 1, 3])], params: { dims: [2, 0, 1] } }],
  slice: [{ inputs: [wide([3, 4])], params: { starts: [1, 0], steps: [1, 2], sizes: [2, 2] } }],
  view: [{ inputs: [wide()], params: { shape: [3, 2] } }],
  cat: [{ inputs: [wide([2, 1]), wide([2, 2])], params: { dim: 1 } }],
  flip: [{ inputs: [wide()], params: { dims: [0, 1] } }],
  pad: [{ inputs: [wide([2, 2])], params: { starts: [1, 0], steps: [1, 2], shape: [3, 4] } }],

  gather: [
    {
      inputs: [
        wide([3, 2]),
        index([
          [0, 0],
          [2, 1],
        ]),
      ],
      params: { dim: 0 },
    },
  ],
  indexAdd: [{ inputs: [wide([3, 2]), index([2, 2]), wide([2, 2])], params: { dim: 0 } }],
  indexSelect: [{ inputs: [wide([3, 2]), index([2, 0, 2])], params: { dim: 0 } }],
  scatter: [
    {
      inputs: [
        wide([3, 2]),
        index([
          [0, 2],
          [2, 1],
        ]),
        wide([3, 2]),
      ],
      params: { dim: 0 },
    },
  ],
  scatterAdd: [
    {
      inputs: [
        wide([3, 2]),
        index([
          [0, 0],
          [2, 1],
        ]),
        wide([2, 2]),
      ],
      params: { dim: 0 },
    },
  ],
};

function requireGradients(inputs: readonly Tensor[]): Tensor[] {
  return inputs.map((input) => (input.dtype === 'float64' ? input.clone().requiresGrad_() : input));
}

const checkable = Object.entries(samples).flatMap(([name, cases]) =>
  typeof cases === 'string'
    ? []
    : cases.map((sample: Sample<BuiltInPrimitive>, number) => ({
        name: name as BuiltInPrimitive,
        number,
        sample,
      })),
);

describe('the gradient of every primitive', () => {
  it.each(checkable)(
    '$name, sample $number, agrees with finite differences',
    ({ name, sample }) => {
      const run = (...inputs: Tensor[]): Tensor =>
        apply(name, inputs as never, (sample.params ?? none) as never);
      expect(gradcheck(run, requireGradients(sample.inputs))).toBe(true);
    },
  );

  it.each(checkable)('$name, sample $number, has a gradient of its own', ({ name, sample }) => {
    const run = (...inputs: Tensor[]): Tensor =>
      apply(name, inputs as never, (sample.params ?? none) as never);
    expect(gradgradcheck(run, requireGradients(sample.inputs))).toBe(true);
  });

  it.each(Object.entries(samples).filter(([, cases]) => cases === 'flat'))(
    '%s is flat, so its gradient is 0',
    (name) => {
      const inputs = requireGradients(name === 'floorDivide' ? [wide(), positive()] : [wide()]);
      const result = apply(name as BuiltInPrimitive, inputs as never, none as never);
      result.sum().backward();
      for (const input of inputs) expect(input.grad?.abs().sum().item()).toBe(0);
    },
  );

  it.each(Object.entries(samples).filter(([, cases]) => cases === 'no gradient'))(
    '%s records nothing',
    (name) => {
      const rule = gradients[name as BuiltInPrimitive];
      expect(
        typeof rule === 'function' ? [rule] : rule.filter((formula) => formula !== null),
      ).toEqual([]);
    },
  );

  it('leaves NaN out of masked places', () => {
    const x = tensor([0, 4], { dtype: 'float64', requiresGrad: true });
    apply('norm', [x.mul(eye(2, { dtype: 'float64' }))], { dims: [1], keepdim: false, p: 2 })
      .sum()
      .backward();
    expect(x.grad?.toArray()).toEqual([0, 1]);
  });
});
