import { grad, gradcheck, gradgradcheck } from '@chainrule/autograd';
import { ArgumentError, ones, randn, ShapeError, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { BatchNorm1d, BatchNorm2d, functional, LayerNorm } from '../index.ts';

describe('batch normalization', () => {
  it('refuses one value a channel in training, and has counted nothing', () => {
    const layer = new BatchNorm1d(2);
    expect(() => layer(ones(1, 2))).toThrow(/more than 1 value a channel; shape \[1, 2\] has 1/);
    expect(layer.runningMean?.toArray()).toEqual([0, 0]);
    expect(layer.numBatchesTracked?.item()).toBe(0);
    expect(layer.eval()(ones(1, 2)).shape).toEqual([1, 2]);
  });

  it('refuses other dims and other channels', () => {
    expect(() => new BatchNorm1d(2)(ones(2, 2, 2, 2))).toThrow(
      'BatchNorm1d takes 2 or 3 dims; got shape [2, 2, 2, 2]',
    );
    expect(() => new BatchNorm2d(2)(ones(2, 2))).toThrow(ShapeError);
    expect(() => new BatchNorm1d(2)(ones(4, 3))).toThrow(
      'BatchNorm1d takes 2 channels as dim 1; got shape [4, 3]',
    );
  });

  it('forgets on demand', () => {
    const layer = new BatchNorm1d(2);
    layer(
      tensor([
        [1, 2],
        [3, 6],
      ]),
    );
    layer.weight?.detach().fill_(7);
    layer.resetRunningStats();
    expect(layer.runningVar?.toArray()).toEqual([1, 1]);
    expect(layer.weight?.toArray()).toEqual([7, 7]);
    layer.resetParameters();
    expect(layer.weight?.toArray()).toEqual([1, 1]);
  });

  it('leaves running statistics alone in evaluation', () => {
    const layer = new BatchNorm1d(2).eval();
    layer(randn(4, 2));
    expect(layer.numBatchesTracked?.item()).toBe(0);
    expect(layer.runningMean?.toArray()).toEqual([0, 0]);
  });

  it('as a function takes running statistics unless it is training', () => {
    expect(() => functional.batchNorm(ones(2, 2), null, null)).toThrow(ArgumentError);
    expect(() => functional.batchNorm(ones(2), null, null, { training: true })).toThrow(ShapeError);
    expect(() => functional.batchNorm(ones(2, 2), ones(3), ones(2))).toThrow(ShapeError);
    const result = functional.batchNorm(ones(2, 2).requiresGrad_(), null, null, { training: true });
    expect(result.gradFn?.name).toBe('NativeBatchNormBackward0');
  });
});

const double = { dtype: 'float64' } as const;

describe('gradients of normalization', () => {
  const x = randn(4, 3, double).requiresGrad_();
  const weight = randn(3, double).requiresGrad_();
  const bias = randn(3, double).requiresGrad_();

  it.each([true, false])('of a batch, in training: %s', (training) => {
    const normalize = (input = x, scale = weight, shift = bias) =>
      functional.batchNorm(input, ones(3, double), ones(3, double).mul(2), {
        weight: scale,
        bias: shift,
        training,
      });
    expect(gradcheck(normalize, [x, weight, bias])).toBe(true);
    expect(gradgradcheck(normalize, [x, weight, bias])).toBe(true);
  });

  it('of a layer', () => {
    const normalize = (input = x, scale = weight, shift = bias) =>
      functional.layerNorm(input, 3, { weight: scale, bias: shift });
    expect(gradcheck(normalize, [x, weight, bias])).toBe(true);
    expect(gradgradcheck(normalize, [x, weight, bias])).toBe(true);
  });

  it('of one input alone', () => {
    const layer = new LayerNorm(3, double);
    const [gradient] = grad(layer(x).pow(2).sum(), [x]);
    expect(gradient?.shape).toEqual([4, 3]);
    expect(layer.weight?.grad).toBeNull();
  });
});
