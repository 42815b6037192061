import type { Tensor } from '@chainrule/tensor';
import {
  type AdamOptions,
  adamDefaults,
  checkAdamOptions,
  initialMoments,
  stepByMoments,
} from './moments.ts';
import { Optimizer, type ParamGroup, type Params } from './optimizer.ts';

/**
 * Adam with weight decay that pulls parameters towards 0 directly, rather than by the gradient.
 *
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * const optimizer = new AdamW(model.parameters(), { lr: 1e-3, weightDecay: 0.01 });
 * model(ones(4, 2)).square().mean().backward();
 * optimizer.step();
 * ```
 * @see Loshchilov and Hutter, "Decoupled weight decay regularization" (2019).
 */
export class AdamW extends Optimizer<AdamOptions> {
  /** @throws {ArgumentError} when there are no parameters, or an option is out of range. */
  constructor(params: Params<AdamOptions>, options: Partial<AdamOptions> = {}) {
    super(params, { ...adamDefaults, weightDecay: 1e-2, ...options });
  }

  protected override checkOptions(options: AdamOptions): void {
    checkAdamOptions(options);
  }

  protected override update(group: ParamGroup<AdamOptions>): void {
    for (const parameter of group.params) {
      if (parameter.grad === null) continue;
      const state = this.stateOf(parameter, () => initialMoments(parameter, group));
      decay(parameter, group);
      const gradient = group.maximize ? parameter.grad.neg() : parameter.grad;
      stepByMoments(parameter, gradient, state, group);
    }
  }
}

function decay(parameter: Tensor, { lr, weightDecay }: AdamOptions): void {
  if (weightDecay === 0) return;
  parameter.mul_(typeof lr === 'number' ? 1 - lr * weightDecay : lr.mul(-weightDecay).add(1));
}
