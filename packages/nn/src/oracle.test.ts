import {
  buildModule,
  difference,
  type EncodedTensor,
  loadFixture,
  type ModuleCase,
  type ModulesFixture,
  weightsFor,
} from '@chainrule/oracle';
import { type DType, manualSeed, type Tensor, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import * as nn from './index.ts';

const { cases } = loadFixture<ModulesFixture>('modules.json');

/** PyTorch's names are in snake case. */
function camelCase(path: string): string {
  return path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function build({ spec, seed }: ModuleCase): nn.AnyModule {
  manualSeed(seed);
  return buildModule(nn, spec) as nn.AnyModule;
}

function decode({ data, dtype, shape }: EncodedTensor): Tensor {
  return tensor(data.map(Number), { dtype: dtype as DType }).reshape([...shape]);
}

/** Sums in another order differ in the last digits of the terms, which show where terms cancel. */
function withRounding(expected: EncodedTensor): EncodedTensor & { atol: number } {
  const largest = Math.max(1, ...expected.data.map((value) => Math.abs(Number(value))));
  return { ...expected, atol: largest * (expected.dtype === 'float32' ? 1e-6 : 2e-15) };
}

function expectTensors(
  actual: Iterable<readonly [string, Tensor | null]>,
  expected: Readonly<Record<string, EncodedTensor>>,
): void {
  const found = [...actual];
  expect(found.map(([name]) => name)).toEqual(Object.keys(expected).map(camelCase));
  Object.values(expected).forEach((encoded, index) => {
    expect(difference(found[index]?.[1] as Tensor, withRounding(encoded))).toBeUndefined();
  });
}

describe('every module is as PyTorch makes it', () => {
  it.each(cases)('$name', (fixture) => {
    const module = build(fixture);
    expect(String(module)).toBe(fixture.repr);
    const names = (entries: Iterable<readonly [string, unknown]>): string[] =>
      [...entries].map(([name]) => name);
    expect(names(module.namedParameters())).toEqual(fixture.parameters.map(camelCase));
    expect(names(module.namedBuffers())).toEqual(fixture.buffers.map(camelCase));
    expect(names(module.namedModules())).toEqual(fixture.modules);
    expect(names(module.namedChildren())).toEqual(fixture.children);
    expectTensors(Object.entries(module.stateDict()), fixture.state);
  });
});

describe('every module computes what PyTorch computes', () => {
  it.each(cases.filter(({ output }) => output !== undefined))('$name', (fixture) => {
    const module = build(fixture).train(fixture.training ?? true);
    const [first, ...rest] = (fixture.inputs ?? []).map(decode);
    const isModel = fixture.training !== undefined;
    const inputs = [first?.requiresGrad_(), ...rest.map((x) => (isModel ? x.requiresGrad_() : x))];
    const output = (module as unknown as (...inputs: unknown[]) => Tensor)(...inputs);
    expect(difference(output, withRounding(fixture.output as EncodedTensor))).toBeUndefined();

    const weights = tensor(weightsFor(output.numel(), 0), { dtype: output.dtype });
    output.mul(weights.reshape(output.shape)).sum().backward();
    fixture.inputGradients?.forEach((expected, index) => {
      expect(difference(inputs[index]?.grad as Tensor, withRounding(expected))).toBeUndefined();
    });
    if (fixture.gradients === undefined) return;
    const gradients = [...module.namedParameters()].map(
      ([name, { grad }]) => [name, grad] as const,
    );
    expectTensors(gradients, fixture.gradients);
    expectTensors(module.namedBuffers(), fixture.stateAfter ?? {});
  });
});
