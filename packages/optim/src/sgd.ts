import { ArgumentError, type Tensor } from '@chainrule/tensor';
import { checkLearningRate, checkNotNegative, type LearningRate } from './check.ts';
import { descend, descentDirection } from './descent.ts';
import { Optimizer, type ParamGroup, type Params } from './optimizer.ts';

/** Options of {@link SGD}, for all parameters or one group. */
export interface SGDOptions {
  /** The learning rate. */
  lr: LearningRate;
  /** How much of the last step the next one keeps. Default 0. */
  momentum: number;
  /** How much less of the gradient goes into the momentum. Default 0. */
  dampening: number;
  /** How much parameters are pulled towards 0. Default 0. */
  weightDecay: number;
  /** Step by where the momentum leads, as Nesterov does. Default false. */
  nesterov: boolean;
  /** Climb rather than descend. Default false. */
  maximize: boolean;
}

/**
 * Stochastic gradient descent: `p -= lr * gradient`, with momentum if asked.
 *
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * const optimizer = new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
 * optimizer.zeroGrad();
 * new MSELoss()(model(ones(4, 2)), zeros(4, 1)).backward();
 * optimizer.step();
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.SGD.html
 */
export class SGD extends Optimizer<SGDOptions> {
  /** @throws {ArgumentError} when there are no parameters, or an option is out of range. */
  constructor(params: Params<SGDOptions>, options: Pick<SGDOptions, 'lr'> & Partial<SGDOptions>) {
    super(params, {
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      maximize: false,
      ...options,
    });
  }

  protected override checkOptions(options: SGDOptions): void {
    checkLearningRate(options.lr);
    checkNotNegative('momentum', options.momentum);
    checkNotNegative('weightDecay', options.weightDecay);
    if (options.nesterov && (options.momentum <= 0 || options.dampening !== 0)) {
      throw new ArgumentError(
        `nesterov takes a momentum above 0 and no dampening; got momentum ${options.momentum} and ` +
          `dampening ${options.dampening}`,
      );
    }
  }

  protected override update(group: ParamGroup<SGDOptions>): void {
    for (const parameter of group.params) {
      if (parameter.grad === null) continue;
      const gradient = descentDirection(parameter, parameter.grad, group);
      const step = group.momentum === 0 ? gradient : this.gather(parameter, gradient, group);
      descend(parameter, step, group.lr);
    }
  }

  /** Lets the momentum take up a gradient, and returns what to step by. */
  private gather(parameter: Tensor, gradient: Tensor, group: SGDOptions): Tensor {
    const { momentum, dampening, nesterov } = group;
    const remembered = this.state.get(parameter);
    const buffer =
      remembered?.momentumBuffer?.mul_(momentum).add_(gradient, { alpha: 1 - dampening }) ??
      gradient.detach().clone();
    if (remembered === undefined) this.state.set(parameter, { momentumBuffer: buffer });
    return nesterov ? gradient.add(buffer, { alpha: momentum }) : buffer;
  }
}
