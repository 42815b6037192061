import { ArgumentError, manualSeed, ones, ShapeError, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { functional, Linear } from '../index.ts';

describe('Linear', () => {
  it('names both numbers of features when they differ', () => {
    expect(() => new Linear(2, 3)(ones(4, 5))).toThrow(
      'Linear(in_features=2, out_features=3, bias=True) takes 2 features as the last dim; got shape [4, 5]',
    );
    expect(() => new Linear(2, 3)(tensor(1))).toThrow(ShapeError);
  });

  it.each([-1, 1.5, Number.NaN, '2'])('refuses %j features', (features) => {
    expect(() => new Linear(features as number, 1)).toThrow(ArgumentError);
    expect(() => new Linear(1, features as number)).toThrow(ArgumentError);
  });

  it('takes no features, and starts its bias at 0 then', () => {
    const layer = new Linear(0, 2);
    expect(layer(ones(3, 0)).toArray()).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('draws its parameters anew from the same seed', () => {
    manualSeed(3);
    const layer = new Linear(4, 3);
    const first = layer.weight.toArray();
    manualSeed(3);
    layer.resetParameters();
    expect(layer.weight.toArray()).toEqual(first);
    expect(layer.weight.isLeaf).toBe(true);
  });
});

// Names printed by PyTorch 1.13.
describe('functional.linear shows in the graph as in PyTorch', () => {
  const weight = ones(3, 2).requiresGrad_();
  const bias = ones(3);

  it.each([
    [[4, 2], 'AddmmBackward0'],
    [[5, 4, 2], 'ViewBackward0'],
    [[2], 'AddBackward0'],
  ])('of shape %j with a bias: %s', (shape, name) => {
    expect(functional.linear(ones(shape), weight, bias).gradFn?.name).toBe(name);
  });

  it('without a bias', () => {
    expect(functional.linear(ones(4, 2), weight).gradFn?.name).toBe('MmBackward0');
  });
});
