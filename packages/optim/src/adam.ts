import { descentDirection } from './descent.ts';
import {
  type AdamOptions,
  adamDefaults,
  checkAdamOptions,
  initialMoments,
  stepByMoments,
} from './moments.ts';
import { Optimizer, type ParamGroup, type Params } from './optimizer.ts';

/**
 * Adam: steps along the running average of the gradient, divided by the root of that of its square,
 * both corrected for starting at 0.
 *
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * const optimizer = new Adam(model.parameters(), { lr: 1e-3 });
 * model(ones(4, 2)).square().mean().backward();
 * optimizer.step();
 * ```
 * @see Kingma and Ba, "Adam: a method for stochastic optimization" (2015).
 */
export class Adam extends Optimizer<AdamOptions> {
  /** @throws {ArgumentError} when there are no parameters, or an option is out of range. */
  constructor(params: Params<AdamOptions>, options: Partial<AdamOptions> = {}) {
    super(params, { ...adamDefaults, weightDecay: 0, ...options });
  }

  protected override checkOptions(options: AdamOptions): void {
    checkAdamOptions(options);
  }

  protected override update(group: ParamGroup<AdamOptions>): void {
    for (const parameter of group.params) {
      if (parameter.grad === null) continue;
      const state = this.stateOf(parameter, () => initialMoments(parameter, group));
      stepByMoments(parameter, descentDirection(parameter, parameter.grad, group), state, group);
    }
  }
}
