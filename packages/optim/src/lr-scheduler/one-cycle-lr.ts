import { ArgumentError } from '@chainrule/tensor';
import {
  checkPositiveInteger,
  LRScheduler,
  perGroup,
  type ScheduledOptimizer,
  withFirst,
} from './lr-scheduler.ts';

/** Options of {@link OneCycleLR}. */
export interface OneCycleLROptions {
  /** The highest learning rate, or one for each group. */
  readonly maxLr: number | readonly number[];
  /** How many steps the cycle takes. Default: `epochs * stepsPerEpoch`. */
  readonly totalSteps?: number;
  readonly epochs?: number;
  readonly stepsPerEpoch?: number;
  /** The share of the cycle, from 0 to 1, in which the learning rate rises. Default 0.3. */
  readonly pctStart?: number;
  /** How to go from one learning rate to the next. Default `cos`. */
  readonly annealStrategy?: 'cos' | 'linear';
  /** Whether momentum, or Adam's first beta, goes the other way. Default true. */
  readonly cycleMomentum?: boolean;
  /** The lowest momentum. Default 0.85. */
  readonly baseMomentum?: number | readonly number[];
  /** The highest momentum. Default 0.95. */
  readonly maxMomentum?: number | readonly number[];
  /** How many times the first learning rate goes into the highest. Default 25. */
  readonly divFactor?: number;
  /** How many times the last learning rate goes into the first. Default 1e4. */
  readonly finalDivFactor?: number;
  /** Fall as long as it rose, before falling further. Default false. */
  readonly threePhase?: boolean;
}

type Level = 'initial' | 'max' | 'min';

interface Phase {
  /** The step at which it ends. */
  readonly end: number;
  readonly from: Level;
  readonly to: Level;
}

type Momentum = { momentum?: number; betas?: readonly [number, number] };

/**
 * Lets the learning rate rise to its highest and fall to almost nothing, once, and momentum the
 * other way. Call `step()` after every batch.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1, momentum: 0.9 });
 * const scheduler = new OneCycleLR(optimizer, { maxLr: 0.1, epochs: 10, stepsPerEpoch: 600 });
 * ```
 * @see Smith and Topin, "Super-convergence" (2019).
 */
export class OneCycleLR extends LRScheduler {
  totalSteps: number;
  annealStrategy: 'cos' | 'linear';
  cycleMomentum: boolean;
  private phases: readonly Phase[];
  /** For each group. */
  private levels: readonly Readonly<Record<Level, number>>[];
  private momenta: readonly { readonly base: number; readonly max: number }[];

  /**
   * @throws {ArgumentError} when the number of steps isn't given, an option is out of range, or the
   * optimizer has no momentum to cycle.
   */
  constructor(
    optimizer: ScheduledOptimizer,
    first: number | readonly number[] | OneCycleLROptions,
    rest: Omit<OneCycleLROptions, 'maxLr'> = {},
  ) {
    super(optimizer);
    const options = withFirst<OneCycleLROptions>('maxLr', first, rest);
    const { annealStrategy = 'cos', cycleMomentum = true } = options;
    const {
      divFactor = 25,
      finalDivFactor = 1e4,
      baseMomentum = 0.85,
      maxMomentum = 0.95,
    } = options;
    if (annealStrategy !== 'cos' && annealStrategy !== 'linear') {
      throw new ArgumentError(`annealStrategy is 'cos' or 'linear'; got ${String(annealStrategy)}`);
    }
    this.totalSteps = stepsOf(options);
    this.annealStrategy = annealStrategy;
    this.cycleMomentum = cycleMomentum;
    this.phases = phasesOf(this.totalSteps, options);
    this.levels = perGroup('maxLr', options.maxLr, optimizer).map((max) => {
      const initial = max / divFactor;
      return { initial, max, min: initial / finalDivFactor };
    });
    if (cycleMomentum) checkMomentum(optimizer);
    const bases = perGroup('baseMomentum', baseMomentum, optimizer);
    this.momenta = perGroup('maxMomentum', maxMomentum, optimizer).map((max, index) => ({
      base: bases[index] as number,
      max,
    }));
    this.baseLrs = this.levels.map(({ initial }) => initial);
    this.start();
  }

  /** @throws {ArgumentError} after the last step of the cycle. */
  override step(): void {
    if (this.lastEpoch >= this.totalSteps) {
      throw new ArgumentError(
        `this OneCycleLR has ${this.totalSteps} steps; ${this.lastEpoch + 2} are one too many`,
      );
    }
    super.step();
  }

  protected override computeLrs(): number[] {
    const index = this.phases.findIndex(({ end }) => this.lastEpoch <= end);
    const place = index === -1 ? this.phases.length - 1 : index;
    const { end, from, to } = this.phases[place] as Phase;
    const start = this.phases[place - 1]?.end ?? 0;
    const share = (this.lastEpoch - start) / (end - start);
    if (this.cycleMomentum) this.setMomenta(from, to, share);
    return this.levels.map((levels) => this.anneal(levels[from], levels[to], share));
  }

  private setMomenta(from: Level, to: Level, share: number): void {
    this.optimizer.paramGroups.forEach((each, index) => {
      const group = each as Momentum;
      const { base, max } = this.momenta[index] as { base: number; max: number };
      const level = (name: Level): number => (name === 'max' ? base : max);
      const momentum = this.anneal(level(from), level(to), share);
      if (group.betas === undefined) group.momentum = momentum;
      else group.betas = [momentum, group.betas[1]];
    });
  }

  private anneal(from: number, to: number, share: number): number {
    if (this.annealStrategy === 'linear') return (to - from) * share + from;
    return to + ((from - to) / 2) * (Math.cos(Math.PI * share) + 1);
  }
}

function stepsOf({ totalSteps, epochs, stepsPerEpoch }: OneCycleLROptions): number {
  if (totalSteps !== undefined) {
    checkPositiveInteger('totalSteps', totalSteps);
    return totalSteps;
  }
  if (epochs === undefined || stepsPerEpoch === undefined) {
    throw new ArgumentError('OneCycleLR takes totalSteps, or both epochs and stepsPerEpoch');
  }
  checkPositiveInteger('epochs', epochs);
  checkPositiveInteger('stepsPerEpoch', stepsPerEpoch);
  return epochs * stepsPerEpoch;
}

function phasesOf(
  total: number,
  { pctStart = 0.3, threePhase = false }: OneCycleLROptions,
): Phase[] {
  if (!(pctStart >= 0 && pctStart <= 1)) {
    throw new ArgumentError(`pctStart is a share from 0 to 1; got ${pctStart}`);
  }
  const rise: Phase = { end: pctStart * total - 1, from: 'initial', to: 'max' };
  if (!threePhase) return [rise, { end: total - 1, from: 'max', to: 'min' }];
  return [
    rise,
    { end: 2 * pctStart * total - 2, from: 'max', to: 'initial' },
    { end: total - 1, from: 'initial', to: 'min' },
  ];
}

function checkMomentum(optimizer: ScheduledOptimizer): void {
  if ('momentum' in optimizer.defaults || 'betas' in optimizer.defaults) return;
  throw new ArgumentError(
    `${optimizer.constructor.name} has no momentum to cycle; pass { cycleMomentum: false }`,
  );
}
