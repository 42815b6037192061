import { type Tensor, zerosLike } from '@chainrule/tensor';
import { addProduct, decayTowards, decayTowardsSquare, subtractQuotient } from './accumulate.ts';
import { checkLearningRate, checkNotNegative, type LearningRate } from './check.ts';
import { descend, descentDirection } from './descent.ts';
import { Optimizer, type ParamGroup, type ParamState, type Params } from './optimizer.ts';

/** Options of {@link RMSprop}, for all parameters or one group. */
export interface RMSpropOptions {
  /** The learning rate. Default 1e-2. */
  lr: LearningRate;
  /** How much the running average of squares keeps. Default 0.99. */
  alpha: number;
  /** Is added to the divisor. Default 1e-8. */
  eps: number;
  /** How much parameters are pulled towards 0. Default 0. */
  weightDecay: number;
  /** How much of the last step the next one keeps. Default 0. */
  momentum: number;
  /** Divide by the spread of the gradient about its own average. Default false. */
  centered: boolean;
  /** Climb rather than descend. Default false. */
  maximize: boolean;
}

/**
 * Divides the gradient by the root of the running average of its square.
 *
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * const optimizer = new RMSprop(model.parameters(), { lr: 0.01, momentum: 0.9 });
 * model(ones(4, 2)).square().mean().backward();
 * optimizer.step();
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
 */
export class RMSprop extends Optimizer<RMSpropOptions> {
  /** @throws {ArgumentError} when there are no parameters, or an option is out of range. */
  constructor(params: Params<RMSpropOptions>, options: Partial<RMSpropOptions> = {}) {
    super(params, {
      lr: 1e-2,
      alpha: 0.99,
      eps: 1e-8,
      weightDecay: 0,
      momentum: 0,
      centered: false,
      maximize: false,
      ...options,
    });
  }

  protected override checkOptions(options: RMSpropOptions): void {
    checkLearningRate(options.lr);
    checkNotNegative('eps', options.eps);
    checkNotNegative('momentum', options.momentum);
    checkNotNegative('weightDecay', options.weightDecay);
    checkNotNegative('alpha', options.alpha);
  }

  protected override update(group: ParamGroup<RMSpropOptions>): void {
    for (const parameter of group.params) {
      if (parameter.grad === null) continue;
      const state = this.stateOf(parameter, () => ({ squareAvg: zerosLike(parameter) }));
      const gradient = descentDirection(parameter, parameter.grad, group);
      const divisor = spread(state, gradient, group).add_(group.eps);
      if (group.momentum === 0) {
        subtractQuotient(parameter, group.lr, gradient, divisor);
        continue;
      }
      state.momentumBuffer ??= zerosLike(parameter);
      const step = state.momentumBuffer.mul_(group.momentum).add_(gradient.div(divisor));
      descend(parameter, step, group.lr);
    }
  }
}

/** The root of the running average of squares, about the average if asked, in a tensor of its own. */
function spread(state: ParamState, gradient: Tensor, { alpha, centered }: RMSpropOptions): Tensor {
  const squareAvg = decayTowardsSquare(state.squareAvg as Tensor, gradient, alpha);
  if (!centered) return squareAvg.sqrt();
  state.gradAvg ??= zerosLike(gradient);
  const average = decayTowards(state.gradAvg, gradient, alpha);
  return addProduct(squareAvg.clone(), -1, average, average).sqrt_();
}
