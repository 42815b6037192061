import { type FactoryOptions, Module, Parameter } from '@chainrule/nn';
import { ArgumentError, formatShape, full, ShapeError, type Tensor } from '@chainrule/tensor';

/**
 * `x * sigmoid(beta * x)`: `(..., F), (F) -> (..., F)`, or with one `beta` for all features.
 *
 * @throws {ShapeError} when `beta` doesn't have one element, or one for each of the last dim of `x`.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { templateLayer } from 'chainrule-template-layer';
 *
 * console.log(templateLayer(tensor([-1, 0, 1]), tensor([0])).toArray()); // [-0.5, 0, 0.5]
 * ```
 * @see P. Ramachandran, B. Zoph and Q. V. Le, "Searching for activation functions" (2017),
 * https://arxiv.org/abs/1710.05941
 */
export function templateLayer(x: Tensor, beta: Tensor): Tensor {
  if (beta.numel() !== 1 && (x.ndim === 0 || x.shape[x.ndim - 1] !== beta.numel())) {
    throw new ShapeError(
      `templateLayer with ${beta.numel()} values of beta takes as many features as the last dim; ` +
        `got shape ${formatShape(x.shape)}`,
    );
  }
  return x.mul(x.mul(beta).sigmoid());
}

/** Options of {@link TemplateLayer}. */
export interface TemplateLayerOptions extends FactoryOptions {
  /** What `beta` starts out as. Default 1. */
  readonly init?: number;
}

/**
 * {@link templateLayer} with a learned `beta`: `(..., F) -> (..., F)`.
 *
 * @example
 * ```ts
 * import { Linear, Sequential } from '@chainrule/nn';
 * import { randn } from '@chainrule/tensor';
 * import { TemplateLayer } from 'chainrule-template-layer';
 *
 * const model = new Sequential(new Linear(4, 8), new TemplateLayer(8), new Linear(8, 1));
 * console.log(model(randn(16, 4)).shape); // [16, 1]
 * ```
 */
export class TemplateLayer extends Module {
  readonly numFeatures: number;
  readonly init: number;
  readonly beta: Parameter;

  /**
   * @param numFeatures - how many values of `beta` to learn: 1 for all, or one for each feature.
   * @throws {ArgumentError} when it isn't a whole number from 1.
   */
  constructor(numFeatures = 1, { init = 1, ...factory }: TemplateLayerOptions = {}) {
    super();
    if (!Number.isInteger(numFeatures) || numFeatures < 1) {
      throw new ArgumentError(
        `numFeatures of TemplateLayer is a whole number from 1; got ${numFeatures}`,
      );
    }
    this.numFeatures = numFeatures;
    this.init = init;
    this.beta = new Parameter(full([numFeatures], init, factory));
  }

  /** @throws {ShapeError} when the last dim of `x` isn't `numFeatures`. */
  override forward(x: Tensor): Tensor {
    return templateLayer(x, this.beta);
  }

  override extraRepr(): string {
    return `num_features=${this.numFeatures}`;
  }
}
