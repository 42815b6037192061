import { difference, loadFixture, type OptimCase, type OptimFixture } from '@chainrule/oracle';
import { type DType, type Tensor, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import {
  Adagrad,
  Adam,
  AdamW,
  type Optimizer,
  type ParamGroupInput,
  RMSprop,
  SGD,
} from './index.ts';

type Construct = new (params: unknown, options: object) => Optimizer<{ lr: number }>;

const optimizers = { Adagrad, Adam, AdamW, RMSprop, SGD } as unknown as Record<string, Construct>;
const { cases, refusals } = loadFixture<OptimFixture>('optim.json');

function build(name: string, params: unknown, options: object): Optimizer<{ lr: number }> {
  return new (optimizers[name] as Construct)(params, options);
}

function decode(values: readonly number[], shape: readonly number[], dtype: string): Tensor {
  return tensor([...values], { dtype: dtype as DType }).reshape([...shape]);
}

function parametersOf({ initial, shapes, dtype }: OptimCase): Tensor[] {
  return initial.map((values, index) =>
    decode(values, shapes[index] ?? [], dtype)
      .clone()
      .requiresGrad_(),
  );
}

function groupsOf({ groups }: OptimCase, parameters: readonly Tensor[]): object[] {
  return groups.map(({ params, ...options }) => ({
    ...options,
    params: params.map((index) => parameters[index]),
  }));
}

/** Checks the parameters after step `step`. */
function expectStep(fixture: OptimCase, parameters: readonly Tensor[], step: number): void {
  const { dtype, shapes, trajectory } = fixture;
  parameters.forEach((parameter, index) => {
    const data = trajectory[step]?.[index] ?? [];
    // An element near 0 is a difference of larger numbers, with the rounding of those.
    const atol =
      Math.max(1, ...data.map(Math.abs).filter(Number.isFinite)) *
      (dtype === 'float32' ? 2e-7 : 1e-15);
    const expected = { dtype, shape: shapes[index] ?? [], data, atol };
    expect(difference(parameter, expected), `step ${step}`).toBeUndefined();
  });
}

function setGradients(fixture: OptimCase, parameters: readonly Tensor[], step: number): void {
  parameters.forEach((parameter, index) => {
    const values = fixture.gradients[step]?.[index] ?? null;
    const shape = fixture.shapes[index] ?? [];
    parameter.grad = values === null ? null : decode(values, shape, fixture.dtype);
  });
}

describe('every optimizer steps where PyTorch steps', () => {
  it.each(cases)('$name', (fixture) => {
    const parameters = parametersOf(fixture);
    const optimizer = build(fixture.optimizer, groupsOf(fixture, parameters), fixture.options);
    for (let step = 0; step < fixture.trajectory.length; step++) {
      if (fixture.rate?.step === step) {
        for (const group of optimizer.paramGroups) group.lr = fixture.rate.lr;
      }
      setGradients(fixture, parameters, step);
      optimizer.step();
      expectStep(fixture, parameters, step);
    }
  });
});

describe('every optimizer goes on from its state dict', () => {
  it.each(cases)('$name', (fixture) => {
    const parameters = parametersOf(fixture);
    let optimizer = build(fixture.optimizer, groupsOf(fixture, parameters), fixture.options);
    for (let step = 0; step < fixture.trajectory.length; step++) {
      if (fixture.rate?.step === step) {
        for (const group of optimizer.paramGroups) group.lr = fixture.rate.lr;
      }
      setGradients(fixture, parameters, step);
      optimizer.step();
      const saved = optimizer.stateDict();
      optimizer = build(
        fixture.optimizer,
        groupsOf(fixture, parameters).map(({ params }: Partial<ParamGroupInput<object>>) => ({
          params,
        })),
        { lr: 9 },
      );
      optimizer.loadStateDict(saved);
    }
    expectStep(fixture, parameters, fixture.trajectory.length - 1);
  });
});

describe('a capturable step is the same to the last digit', () => {
  it.each(cases.filter(({ optimizer }) => optimizer.startsWith('Adam')))('$name', (fixture) => {
    const run = (capturable: boolean): unknown[] => {
      const parameters = parametersOf(fixture);
      const groups = groupsOf(fixture, parameters);
      const optimizer = build(fixture.optimizer, groups, { ...fixture.options, capturable });
      for (let step = 0; step < fixture.trajectory.length; step++) {
        setGradients(fixture, parameters, step);
        optimizer.step();
      }
      return parameters.map((parameter) => parameter.toArray());
    };
    expect(run(true)).toEqual(run(false));
  });
});

describe('every optimizer refuses what PyTorch refuses', () => {
  it.each(refusals)('$optimizer of $options', ({ optimizer, options }) => {
    expect(() => build(optimizer, [tensor([1], { requiresGrad: true })], options)).toThrow();
  });
});
