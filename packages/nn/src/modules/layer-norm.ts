import { ones_, zeros_ } from '@chainrule/init';
import { empty, type Tensor } from '@chainrule/tensor';
import { layerNorm } from '../functional/layer-norm.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import { pythonLiteral, pythonNumber } from '../repr.ts';
import type { FactoryOptions } from './factory-options.ts';

/** Options of {@link LayerNorm}. */
export interface LayerNormModuleOptions extends FactoryOptions {
  /** Is added to the variance, so that nothing is divided by 0. Default 1e-5. */
  readonly eps?: number;
  /** Whether to learn a scale and a shift for each element. Default true. */
  readonly elementwiseAffine?: boolean;
}

/**
 * Normalizes the last dims of each sample to mean 0 and variance 1.
 *
 * @example
 * ```ts
 * new LayerNorm(10)(zeros(20, 5, 10));
 * new LayerNorm([5, 10], { eps: 1e-6 })(zeros(20, 5, 10));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html
 */
export class LayerNorm extends Module {
  readonly normalizedShape: readonly number[];
  readonly eps: number;
  readonly elementwiseAffine: boolean;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;

  constructor(normalizedShape: number | readonly number[], options: LayerNormModuleOptions = {}) {
    super();
    const { eps = 1e-5, elementwiseAffine = true, ...factory } = options;
    const shape = typeof normalizedShape === 'number' ? [normalizedShape] : [...normalizedShape];
    this.normalizedShape = shape;
    this.eps = eps;
    this.elementwiseAffine = elementwiseAffine;
    this.weight = elementwiseAffine ? new Parameter(empty(shape, factory)) : null;
    this.bias = elementwiseAffine ? new Parameter(empty(shape, factory)) : null;
    this.resetParameters();
  }

  /** Sets the scale to 1 and the shift to 0. */
  resetParameters(): void {
    if (this.weight !== null) ones_(this.weight);
    if (this.bias !== null) zeros_(this.bias);
  }

  /** @throws {ShapeError} when `x` does not end in the normalized shape. */
  override forward(x: Tensor): Tensor {
    const { weight, bias, eps } = this;
    return layerNorm(x, this.normalizedShape, { weight, bias, eps });
  }

  override extraRepr(): string {
    return (
      `${pythonLiteral(this.normalizedShape)}, eps=${pythonNumber(this.eps)}, ` +
      `elementwise_affine=${pythonLiteral(this.elementwiseAffine)}`
    );
  }
}
