import { loadFixture } from '@chainrule/oracle';
import { tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Adam, SGD } from '../index.ts';
import * as lrScheduler from './index.ts';

interface SchedulerCase {
  readonly scheduler: string;
  readonly optimizer: 'SGD' | 'Adam';
  readonly options: Readonly<Record<string, unknown>>;
  /** Where `step(epoch)` went; without them `step()` was called. */
  readonly epochs?: readonly number[];
  /** What each group had at the start, and after each step. */
  readonly trajectory: readonly { readonly rates: number[]; readonly momenta: number[] }[];
}

interface SchedulersFixture {
  readonly rates: readonly number[];
  /** What `ReduceLROnPlateau` was told, step by step. */
  readonly metrics: readonly number[];
  readonly cases: readonly SchedulerCase[];
}

interface Scheduler {
  step(argument?: number): void;
  getLastLr(): number[];
  stateDict(): object;
  loadStateDict(stateDict: object): void;
}

const { rates, metrics, cases } = loadFixture<SchedulersFixture>('schedulers.json');
const schedulers = { ...lrScheduler } as unknown as Readonly<
  Record<string, new (optimizer: object, options: unknown) => Scheduler>
>;

function optimizerFor({ optimizer }: SchedulerCase, asTensors: boolean): SGD | Adam {
  const groups = rates.map((rate) => ({
    params: [tensor([0], { requiresGrad: true })],
    lr: asTensors ? tensor(rate, { dtype: 'float64' }) : rate,
  }));
  return optimizer === 'Adam' ? new Adam(groups) : new SGD(groups, { lr: 1, momentum: 0.9 });
}

function build({ scheduler, options }: SchedulerCase, optimizer: SGD | Adam): Scheduler {
  const { lambda } = options;
  const power = (base: number) => (epoch: number) => base ** epoch;
  const lambdas = Array.isArray(lambda) ? lambda.map(power) : power(lambda as number);
  const Construct = schedulers[scheduler] as new (optimizer: object, options: unknown) => Scheduler;
  return new Construct(optimizer, lambda === undefined ? options : lambdas);
}

function stepArgument({ scheduler, epochs }: SchedulerCase, step: number): number | undefined {
  return scheduler === 'ReduceLROnPlateau' ? metrics[step] : epochs?.[step];
}

function expectPlace(fixture: SchedulerCase, optimizer: SGD | Adam, step: number): void {
  const expected = fixture.trajectory[step];
  const groups = optimizer.paramGroups;
  const found = groups.map(({ lr }) => (typeof lr === 'number' ? lr : lr.item()));
  const momenta = groups.map((group) => ('betas' in group ? group.betas[0] : group.momentum));
  expect(found, `rates after step ${step}`).toBeAllclose(expected?.rates, {
    rtol: 1e-12,
    atol: 1e-16,
  });
  expect(momenta, `momenta after step ${step}`).toBeAllclose(expected?.momenta, {
    rtol: 1e-12,
    atol: 1e-16,
  });
}

describe.each([false, true])('every scheduler sets the rates that PyTorch sets', (asTensors) => {
  const kind = asTensors ? 'a tensor' : 'a number';
  it.each(cases)(`$scheduler, $options, of $optimizer, the rate ${kind}`, (fixture) => {
    const optimizer = optimizerFor(fixture, asTensors);
    const scheduler = build(fixture, optimizer);
    expectPlace(fixture, optimizer, 0);
    for (let step = 1; step < fixture.trajectory.length; step++) {
      scheduler.step(stepArgument(fixture, step - 1));
      expectPlace(fixture, optimizer, step);
    }
    expect(scheduler.getLastLr()).toBeAllclose(fixture.trajectory.at(-1)?.rates, {
      rtol: 1e-12,
      atol: 1e-16,
    });
  });
});

describe('every scheduler goes on from its state dict', () => {
  it.each(cases)('$scheduler, $options, of $optimizer', (fixture) => {
    const optimizer = optimizerFor(fixture, false);
    let scheduler = build(fixture, optimizer);
    for (let step = 1; step < fixture.trajectory.length; step++) {
      scheduler.step(stepArgument(fixture, step - 1));
      if (step !== 5) continue;
      const saved = { scheduler: scheduler.stateDict(), optimizer: optimizer.stateDict() };
      scheduler = build(fixture, optimizer);
      optimizer.loadStateDict(saved.optimizer);
      scheduler.loadStateDict(saved.scheduler);
    }
    expectPlace(fixture, optimizer, fixture.trajectory.length - 1);
  });
});
