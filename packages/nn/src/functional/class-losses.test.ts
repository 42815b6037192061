import { gradcheck } from '@chainrule/autograd';
import {
  ArgumentError,
  DTypeError,
  ones,
  randn,
  ShapeError,
  tensor,
  zeros,
} from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { CrossEntropyLoss, functional } from '../index.ts';

const integers = { dtype: 'int32' } as const;
const { crossEntropy, klDiv, nllLoss } = functional;

describe('crossEntropy', () => {
  it('refuses classes that are no integers, saying what to write', () => {
    expect(() => crossEntropy(zeros(2, 3), tensor([0, 2]))).toThrow(/\{ dtype: 'int32' \}/);
    expect(() => crossEntropy(zeros(2, 3), tensor([0, 2]))).toThrow(DTypeError);
  });

  it('refuses probabilities that are integers, or with an ignored class', () => {
    expect(() => crossEntropy(zeros(2, 3), zeros(2, 3, integers))).toThrow(DTypeError);
    expect(() => crossEntropy(zeros(2, 3), zeros(2, 3), { ignoreIndex: 1 })).toThrow(ArgumentError);
  });

  it('refuses shapes that do not fit, classes out of range and wrong weights', () => {
    const target = tensor([0, 2], integers);
    expect(() => crossEntropy(zeros(3, 3), target)).toThrow(ShapeError);
    expect(() => crossEntropy(zeros(2, 2), target)).toThrow(ShapeError);
    expect(() => crossEntropy(zeros(2, 3), target, { weight: ones(2) })).toThrow(ShapeError);
    expect(() => crossEntropy(tensor(1), tensor(0, integers))).toThrow(ShapeError);
  });

  it('refuses other reductions and smoothings', () => {
    expect(() => new CrossEntropyLoss({ reduction: 'median' as never })).toThrow(
      "a reduction is one of 'mean', 'sum', 'none'; got \"median\"",
    );
    const smooth = { labelSmoothing: 2 };
    expect(() => crossEntropy(zeros(1, 2), zeros(1, integers), smooth)).toThrow(ArgumentError);
  });
});

it('nllLoss names itself in the graph as in PyTorch', () => {
  const name = (shape: number[], target: number[]): string | undefined =>
    nllLoss(zeros(shape).requiresGrad_(), zeros(target, integers)).gradFn?.name;
  expect(name([2, 3], [2])).toBe('NllLossBackward0');
  expect(name([2, 3, 4], [2, 4])).toBe('NllLoss2DBackward0');
});

// Numbers printed by torch.nn.functional.kl_div of PyTorch 1.13.
describe('klDiv', () => {
  const x = tensor([
    [-1, -0.5, -2],
    [-0.25, -3, -1.5],
  ]);
  const target = tensor([
    [0.5, 0.25, 0.25],
    [0, 0.9, 0.1],
  ]);

  it.each([
    ['mean', 0.4350326359272003],
    ['sum', 2.6101958751678467],
    ['batchmean', 1.3050979375839233],
  ] as const)('reduced to its %s', (reduction, expected) => {
    expect(klDiv(x, target, { reduction }).item()).toBeCloseTo(expected, 6);
  });

  it('of targets that are logarithms', () => {
    const logTarget = tensor([
      [-1.5, -0.5, -2],
      [-1, -2, -0.75],
    ]);
    expect(klDiv(x, logTarget, { reduction: 'sum', logTarget: true }).item()).toBeCloseTo(
      0.10213547945022583,
      6,
    );
  });

  it('has the gradient of its formula', () => {
    const scores = randn(2, 3, { dtype: 'float64' }).requiresGrad_();
    const probabilities = target.double().add(0.1).requiresGrad_();
    expect(gradcheck((a, b) => klDiv(a!, b!), [scores, probabilities])).toBe(true);
  });
});
