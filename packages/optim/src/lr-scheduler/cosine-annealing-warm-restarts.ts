import { ArgumentError } from '@chainrule/tensor';
import {
  checkPositiveInteger,
  LRScheduler,
  type ScheduledOptimizer,
  withFirst,
} from './lr-scheduler.ts';

/** Options of {@link CosineAnnealingWarmRestarts}. */
export interface CosineAnnealingWarmRestartsOptions {
  /** How many epochs lie before the first restart; PyTorch's `T_0`. */
  readonly t0: number;
  /** By how much each cycle is longer than the one before; PyTorch's `T_mult`. Default 1. */
  readonly tMult?: number;
  /** The lowest learning rate. Default 0. */
  readonly etaMin?: number;
}

/**
 * Lets the learning rate fall along half a cosine again and again, each time from the top.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new CosineAnnealingWarmRestarts(optimizer, { t0: 10, tMult: 2 });
 * ```
 * @see Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017).
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  t0: number;
  tMult: number;
  etaMin: number;
  /** How long the present cycle is. */
  tI: number;
  /** How far the present cycle has come. */
  tCur = 0;

  /** @throws {ArgumentError} when `t0` or `tMult` is not a whole number of at least 1. */
  constructor(
    optimizer: ScheduledOptimizer,
    first: number | CosineAnnealingWarmRestartsOptions,
    rest: Omit<CosineAnnealingWarmRestartsOptions, 't0'> = {},
  ) {
    super(optimizer);
    const options = withFirst<CosineAnnealingWarmRestartsOptions>('t0', first, rest);
    const { t0, tMult = 1, etaMin = 0 } = options;
    checkPositiveInteger('t0', t0);
    checkPositiveInteger('tMult', tMult);
    this.t0 = t0;
    this.tMult = tMult;
    this.etaMin = etaMin;
    this.tI = t0;
    this.step(0);
  }

  protected override computeLrs(): number[] {
    const height = (1 + Math.cos((Math.PI * this.tCur) / this.tI)) / 2;
    return this.baseLrs.map((lr) => this.etaMin + (lr - this.etaMin) * height);
  }

  /**
   * Goes on by one epoch, or to any place in the schedule.
   *
   * @param epoch - where to go; it may lie between two epochs, as `epoch + batch / batches` does.
   * @throws {ArgumentError} when `epoch` is negative.
   */
  override step(epoch?: number): void {
    if (epoch === undefined) this.advance();
    else this.seek(epoch);
    this.apply(this.computeLrs());
  }

  private advance(): void {
    this.lastEpoch++;
    this.tCur++;
    if (this.tCur < this.tI) return;
    this.tCur -= this.tI;
    this.tI *= this.tMult;
  }

  private seek(epoch: number): void {
    if (!(epoch >= 0)) throw new ArgumentError(`an epoch is 0 or more; got ${epoch}`);
    const { t0, tMult } = this;
    this.lastEpoch = Math.floor(epoch);
    if (epoch < t0) {
      this.tI = t0;
      this.tCur = epoch;
    } else if (tMult === 1) {
      this.tCur = epoch % t0;
    } else {
      // Cycles before this one have lengths t0, t0 tMult, t0 tMult^2 and so on, a geometric series.
      const cycle = Math.floor(Math.log((epoch / t0) * (tMult - 1) + 1) / Math.log(tMult));
      this.tCur = epoch - (t0 * (tMult ** cycle - 1)) / (tMult - 1);
      this.tI = t0 * tMult ** cycle;
    }
  }
}
