import { ones, ShapeError } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { functional, LayerNorm } from '../index.ts';

describe('LayerNorm', () => {
  it('refuses a tensor that does not end in its shape', () => {
    expect(() => new LayerNorm([2, 3])(ones(2, 4))).toThrow(
      'layerNorm over [2, 3] takes a tensor whose last dims are these; got shape [2, 4]',
    );
    expect(() => new LayerNorm(3)(ones(2, 4))).toThrow(ShapeError);
    expect(() => functional.layerNorm(ones(2, 3), [])).toThrow(ShapeError);
    expect(() => functional.layerNorm(ones(2, 3), [3], { weight: ones(2) })).toThrow(ShapeError);
  });

  it('shows in the graph as in PyTorch', () => {
    expect(new LayerNorm(3)(ones(2, 3)).gradFn?.name).toBe('NativeLayerNormBackward0');
  });
});
