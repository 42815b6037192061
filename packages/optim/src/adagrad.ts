import {
  div,
  fullLike,
  isTracing,
  type Tensor,
  type TensorOperand,
  zeros,
} from '@chainrule/tensor';
import { addProduct, subtractQuotient } from './accumulate.ts';
import { checkLearningRate, checkNotNegative, type LearningRate } from './check.ts';
import { descentDirection } from './descent.ts';
import { Optimizer, type ParamGroup, type ParamState, type Params } from './optimizer.ts';

/** Options of {@link Adagrad}, for all parameters or one group. */
export interface AdagradOptions {
  /** The learning rate. Default 1e-2. */
  lr: LearningRate;
  /** By how much the learning rate falls with each step. Default 0. */
  lrDecay: number;
  /** How much parameters are pulled towards 0. Default 0. */
  weightDecay: number;
  /** What the sum of squares starts from. Default 0. */
  initialAccumulatorValue: number;
  /** Is added to the divisor. Default 1e-10. */
  eps: number;
  /** Climb rather than descend. Default false. */
  maximize: boolean;
}

/**
 * Divides the gradient by the root of the sum of all its squares so far.
 *
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * const optimizer = new Adagrad(model.parameters(), { lr: 0.01 });
 * model(ones(4, 2)).square().mean().backward();
 * optimizer.step();
 * ```
 * @see Duchi et al., "Adaptive subgradient methods for online learning" (2011).
 */
export class Adagrad extends Optimizer<AdagradOptions> {
  /** @throws {ArgumentError} when there are no parameters, or an option is out of range. */
  constructor(params: Params<AdagradOptions>, options: Partial<AdagradOptions> = {}) {
    super(params, {
      lr: 1e-2,
      lrDecay: 0,
      weightDecay: 0,
      initialAccumulatorValue: 0,
      eps: 1e-10,
      maximize: false,
      ...options,
    });
  }

  protected override checkOptions(options: AdagradOptions): void {
    checkLearningRate(options.lr);
    checkNotNegative('lrDecay', options.lrDecay);
    checkNotNegative('weightDecay', options.weightDecay);
    checkNotNegative('initialAccumulatorValue', options.initialAccumulatorValue);
    checkNotNegative('eps', options.eps);
  }

  protected override update(group: ParamGroup<AdagradOptions>): void {
    for (const parameter of group.params) {
      if (parameter.grad === null) continue;
      const state = this.stateOf(parameter, () => ({
        step: zeros([], { dtype: 'float32', device: 'cpu' }),
        sum: fullLike(parameter, group.initialAccumulatorValue),
      }));
      const gradient = descentDirection(parameter, parameter.grad, group);
      const rate = decayedRate(state, group);
      const sum = addProduct(state.sum as Tensor, 1, gradient, gradient);
      subtractQuotient(parameter, rate, gradient, sum.sqrt().add_(group.eps));
    }
  }
}

/** Counts the step, and returns the learning rate of it. */
function decayedRate(state: ParamState, { lr, lrDecay }: AdagradOptions): TensorOperand {
  const step = (state.step as Tensor).add_(1);
  if (lrDecay === 0) return lr;
  if (isTracing()) return div(lr, step.double().sub(1).mul(lrDecay).add(1));
  const divisor = 1 + (step.item() - 1) * lrDecay;
  return typeof lr === 'number' ? lr / divisor : lr.div(divisor);
}
