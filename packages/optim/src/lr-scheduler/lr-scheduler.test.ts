import { ArgumentError, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Adagrad, SGD } from '../index.ts';
import {
  ConstantLR,
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  ExponentialLR,
  LambdaLR,
  LinearLR,
  MultiStepLR,
  OneCycleLR,
  ReduceLROnPlateau,
  StepLR,
} from './index.ts';

function optimizerOf(lr = 1): SGD {
  return new SGD([tensor([0], { requiresGrad: true })], { lr });
}

describe('arguments', () => {
  it('may come by position', () => {
    const named = new StepLR(optimizerOf(), { stepSize: 1, gamma: 0.5 });
    const positional = new StepLR(optimizerOf(), 1, { gamma: 0.5 });
    for (const scheduler of [named, positional]) scheduler.step();
    expect(positional.getLastLr()).toEqual(named.getLastLr());
    const steps = new MultiStepLR(optimizerOf(), [1], { gamma: 0.25 });
    steps.step();
    expect(steps.getLastLr()).toEqual([0.25]);
    expect(new ExponentialLR(optimizerOf(), 0.5).gamma).toBe(0.5);
    expect(new CosineAnnealingLR(optimizerOf(), 7).tMax).toBe(7);
  });

  it.each([
    ['a step size of 0', () => new StepLR(optimizerOf(), 0)],
    ['tMax of 1.5', () => new CosineAnnealingLR(optimizerOf(), 1.5)],
    ['t0 of 0', () => new CosineAnnealingWarmRestarts(optimizerOf(), 0)],
    ['tMult of 0.5', () => new CosineAnnealingWarmRestarts(optimizerOf(), 2, { tMult: 0.5 })],
    ['a factor of 2', () => new ConstantLR(optimizerOf(), { factor: 2 })],
    ['a factor of -1', () => new LinearLR(optimizerOf(), { startFactor: -1 })],
    ['two lambdas for one group', () => new LambdaLR(optimizerOf(), [Math.abs, Math.abs])],
    ['no number of steps', () => new OneCycleLR(optimizerOf(), 1)],
    ['0 steps', () => new OneCycleLR(optimizerOf(), 1, { totalSteps: 0 })],
    ['a share of 2', () => new OneCycleLR(optimizerOf(), 1, { totalSteps: 9, pctStart: 2 })],
    ['an unknown mode', () => new ReduceLROnPlateau(optimizerOf(), { mode: 'up' as never })],
    ['a factor of 1', () => new ReduceLROnPlateau(optimizerOf(), { factor: 1 })],
  ])('refuse %s', (_, build) => {
    expect(build).toThrow(ArgumentError);
  });

  it('refuse to cycle a momentum that is not there', () => {
    const optimizer = new Adagrad([tensor([0], { requiresGrad: true })]);
    expect(() => new OneCycleLR(optimizer, 1, { totalSteps: 5 })).toThrow(/no momentum to cycle/);
    const scheduler = new OneCycleLR(optimizer, 1, { totalSteps: 5, cycleMomentum: false });
    expect(scheduler.getLastLr()[0]).toBeCloseTo(0.04, 12);
  });
});

describe('steps', () => {
  it('of one cycle come to an end', () => {
    const scheduler = new OneCycleLR(optimizerOf(), 1, { totalSteps: 3 });
    for (let step = 0; step < 3; step++) scheduler.step();
    const last = scheduler.getLastLr();
    expect(() => scheduler.step()).toThrow(ArgumentError);
    expect(scheduler.getLastLr()).toEqual(last);
  });

  it('of warm restarts cannot go before the start', () => {
    const scheduler = new CosineAnnealingWarmRestarts(optimizerOf(), 3);
    expect(() => scheduler.step(-1)).toThrow(ArgumentError);
  });

  it('of a plateau take a tensor too', () => {
    const scheduler = new ReduceLROnPlateau(optimizerOf(), { patience: 0 });
    scheduler.step(tensor(1));
    scheduler.step(tensor(1));
    expect(scheduler.getLastLr()[0]).toBeCloseTo(0.1, 12);
  });

  it('start from the rate the group had at first, whoever changed it since', () => {
    const optimizer = optimizerOf(1);
    new LambdaLR(optimizer, () => 0.5);
    expect(new LambdaLR(optimizer, () => 0.25).getLastLr()).toEqual([0.25]);
  });
});

it('a state dict with something else in it is refused', () => {
  const scheduler = new StepLR(optimizerOf(), 2);
  expect(() => scheduler.loadStateDict({ lastEpoch: 4, speed: 1 })).toThrow(
    'StepLR does not remember speed; it remembers lastEpoch, baseLrs, lastLrs, stepSize, gamma',
  );
  expect(scheduler.lastEpoch).toBe(0);
});
