import { describe, expect, it } from 'vitest';
import type { FixtureCase } from './fixture.ts';
import { runCase } from './run-case.ts';
import type { TensorLike, Torch } from './torch.ts';

/** Just enough of a tensor to double: the runner is what is under test. */
class Fake implements TensorLike {
  readonly values: readonly number[];
  readonly shape: readonly number[];
  readonly dtype: string;
  requiresGrad = false;

  constructor(values: readonly number[], shape: readonly number[], dtype = 'float64') {
    this.values = values;
    this.shape = shape;
    this.dtype = dtype;
  }

  toArray(): unknown {
    return this.shape.length === 0 ? this.values[0] : [...this.values];
  }
  clone(): Fake {
    return new Fake(this.values, this.shape, this.dtype);
  }
  reshape(shape: readonly number[]): Fake {
    return new Fake(this.values, shape, this.dtype);
  }
  requiresGrad_(): this {
    this.requiresGrad = true;
    return this;
  }
  index(): Fake {
    return this;
  }
  mul(other: TensorLike): Fake {
    const factors = [other.toArray()].flat().map(Number);
    return this.#with(this.values.map((value, index) => value * (factors[index] ?? 0)));
  }
  double(): Fake {
    return this.#with(this.values.map((value) => value * 2));
  }
  refuse(): never {
    throw new RangeError('no');
  }
  #with(values: readonly number[], shape = this.shape): Fake {
    const result = new Fake(values, shape, this.dtype);
    result.requiresGrad = this.requiresGrad;
    return result;
  }
}

const torch: Torch = {
  primitive: (_name, [x], { by }) => (x as Fake).mul(new Fake([by, by] as number[], [2])),
  functions: {
    double: (x: Fake) => x.double(),
    pair: (x: Fake) => ({ values: x, indices: x.double() }),
  },
  functional: {
    scaled: (x: Fake, options: { by: number }) => x.mul(new Fake([options.by, options.by], [2])),
  },
  tensor: (data, { dtype }) => new Fake(Array.from(data, Number), [data.length], dtype),
  slice: (...bounds) => bounds,
  refuses: (error) => error instanceof RangeError,
  gradients: (_outputs, inputs) => inputs.map(() => new Fake([1, -2.5], [2])),
};

const input = { dtype: 'float64', shape: [2], data: [1, 3] };
const output = { dtype: 'float64', shape: [2], data: [2, 6] };
const doubling: FixtureCase = {
  name: 'doubling',
  op: 'double',
  call: 'method',
  args: [{ t: 0 }],
  inputs: [{ ...input, grad: true }],
  outputs: [{ ...output, grad: true }],
  gradients: [{ dtype: 'float64', shape: [2], data: [1, -2.5] }],
};

describe('runCase', () => {
  it('passes a case that agrees, called in each way', () => {
    runCase(torch, doubling);
    runCase(torch, { ...doubling, call: 'function' });
    runCase(torch, { ...doubling, op: 'scaled', call: 'functional', options: { by: 2 } });
    runCase(torch, { ...doubling, op: 'scale', call: 'primitive', options: { by: 2 } });
  });

  it('reads named tuples and programs', () => {
    const pair = { dtype: 'float64', shape: [2], data: [1, 3], grad: true };
    const { gradients: _, ...plain } = doubling;
    runCase(torch, {
      ...plain,
      op: 'pair',
      call: 'function',
      outputs: [pair, { ...output, grad: true }],
    });
    const step = { op: 'double', call: 'method' } as const;
    const steps = [
      { ...step, args: [{ t: 0 }] },
      { ...step, args: [{ t: 1 }] },
    ];
    runCase(torch, { ...plain, steps, returns: [1], outputs: [{ ...output, grad: true }] });
  });

  it.each<[string, Partial<FixtureCase>]>([
    ['element 1 is 6, not 6.5', { outputs: [{ ...output, data: [2, 6.5] }] }],
    ['element 0 is 2, not NaN', { outputs: [{ ...output, data: ['NaN', 6] }] }],
    ['dtype is float64, not float32', { outputs: [{ ...output, dtype: 'float32' }] }],
    ['shape is [2], not [2, 1]', { outputs: [{ ...output, shape: [2, 1] }] }],
    ['requiresGrad true, not false', { outputs: [output] }],
    ['1 outputs, not 2', { outputs: [output, output] }],
    ['gradient of input 0: element 1 is -2.5, not 2', { gradients: [{ ...output, data: [1, 2] }] }],
    ['gradient of input 0 is 1,-2.5, and PyTorch has none', { gradients: [null] }],
    ['output 0 is [object Object], not true', { outputs: [{ value: true }] }],
    ['there is no halve as a method', { op: 'halve' }],
  ])('fails naming the case when %s', (message, change) => {
    expect(() => runCase(torch, { ...doubling, ...change })).toThrow(`doubling: `);
    expect(() => runCase(torch, { ...doubling, ...change })).toThrow(message);
  });

  it('allows the tolerance that a case records', () => {
    const near = { ...output, data: [2.1, 6], grad: true };
    runCase(torch, { ...doubling, outputs: [{ ...near, atol: 0.2 }] });
    expect(() => runCase(torch, { ...doubling, outputs: [near] })).toThrow('not 2.1');
  });

  it('expects a refusal, not a slip, where PyTorch refuses', () => {
    const refusal: FixtureCase = { ...doubling, throws: true };
    expect(() => runCase(torch, refusal)).toThrow('PyTorch raises, and this did not');
    runCase(torch, { ...refusal, op: 'refuse' });
    expect(() => runCase(torch, { ...refusal, op: 'halve' })).toThrow('there is no halve');
  });
});
