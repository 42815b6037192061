import { ones_, zeros_ } from '@chainrule/init';
import {
  empty,
  formatShape,
  ones,
  ShapeError,
  type Tensor,
  tensor,
  zeros,
} from '@chainrule/tensor';
import { batchNorm, valuesPerChannel } from '../functional/batch-norm.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import { pythonLiteral, pythonNumber } from '../repr.ts';
import type { FactoryOptions } from './factory-options.ts';

/** Options of every batch normalization. */
export interface BatchNormModuleOptions extends FactoryOptions {
  /** Is added to the variance, so that nothing is divided by 0. Default 1e-5. */
  readonly eps?: number;
  /**
   * How much of the batch's mean and variance goes into the running ones; `null` takes the average
   * over all batches. Default 0.1.
   */
  readonly momentum?: number | null;
  /** Whether to learn a scale and a shift for each channel. Default true. */
  readonly affine?: boolean;
  /** Whether to keep running statistics, which `eval()` then uses. Default true. */
  readonly trackRunningStats?: boolean;
}

/** What the batch normalizations share; they differ in the dims that they take. */
export abstract class BatchNorm extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number | null;
  readonly affine: boolean;
  readonly trackRunningStats: boolean;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;
  /** The running mean of each channel; a buffer. */
  runningMean: Tensor | null;
  /** The running variance of each channel, unbiased; a buffer. */
  runningVar: Tensor | null;
  /** How many batches the running statistics have seen; a buffer. */
  numBatchesTracked: Tensor | null;

  /** The numbers of dims that the input may have. */
  protected abstract get inputDims(): readonly number[];

  constructor(numFeatures: number, options: BatchNormModuleOptions = {}) {
    super();
    const {
      eps = 1e-5,
      momentum = 0.1,
      affine = true,
      trackRunningStats = true,
      ...factory
    } = options;
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.trackRunningStats = trackRunningStats;
    const vector = [numFeatures];
    this.weight = affine ? new Parameter(empty(vector, factory)) : null;
    this.bias = affine ? new Parameter(empty(vector, factory)) : null;
    const counter = (): Tensor => tensor(0, { ...factory, dtype: 'int32' });
    const buffer = (name: string, make: () => Tensor): Tensor | null =>
      this.registerBuffer(name, trackRunningStats ? make() : null);
    this.runningMean = buffer('runningMean', () => zeros(vector, factory));
    this.runningVar = buffer('runningVar', () => ones(vector, factory));
    this.numBatchesTracked = buffer('numBatchesTracked', counter);
    this.resetParameters();
  }

  /** Forgets all batches. */
  resetRunningStats(): void {
    this.runningMean?.zero_();
    this.runningVar?.fill_(1);
    this.numBatchesTracked?.zero_();
  }

  /** Forgets all batches, and sets the scale to 1 and the shift to 0. */
  resetParameters(): void {
    this.resetRunningStats();
    if (this.weight !== null) ones_(this.weight);
    if (this.bias !== null) zeros_(this.bias);
  }

  /**
   * @throws {ShapeError} when `x` has another number of dims, or of channels.
   * @throws {ArgumentError} in training, when a channel has one value only.
   */
  override forward(x: Tensor): Tensor {
    this.checkInput(x);
    const { weight, bias, eps, runningMean, runningVar } = this;
    const training = this.training || (runningMean === null && runningVar === null);
    const momentum = this.training ? this.countBatch() : 0;
    // In training, statistics that are not tracked are not to be changed either.
    const tracked = !this.training || this.trackRunningStats;
    return batchNorm(x, tracked ? runningMean : null, tracked ? runningVar : null, {
      weight,
      bias,
      training,
      momentum,
      eps,
    });
  }

  /** How much of the next batch goes into the running statistics. */
  private countBatch(): number | Tensor {
    this.numBatchesTracked?.add_(1);
    if (this.momentum !== null) return this.momentum;
    return this.numBatchesTracked?.to(this.runningMean?.dtype ?? 'float32').reciprocal() ?? 0;
  }

  private checkInput(x: Tensor): void {
    if (!this.inputDims.includes(x.ndim)) {
      throw new ShapeError(
        `${this.constructor.name} takes ${this.inputDims.join(' or ')} dims; got shape ${formatShape(x.shape)}`,
      );
    }
    if (x.shape[1] !== this.numFeatures) {
      throw new ShapeError(
        `${this.constructor.name} takes ${this.numFeatures} channels as dim 1; got shape ${formatShape(x.shape)}`,
      );
    }
    if (this.training) valuesPerChannel(x);
  }

  override extraRepr(): string {
    const momentum = this.momentum === null ? 'None' : pythonNumber(this.momentum);
    return (
      `${this.numFeatures}, eps=${pythonNumber(this.eps)}, momentum=${momentum}, ` +
      `affine=${pythonLiteral(this.affine)}, track_running_stats=${pythonLiteral(this.trackRunningStats)}`
    );
  }
}
