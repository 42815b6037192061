import {
  buildModule,
  type EncodedTensor,
  loadFixture,
  type ModuleCase,
  type ModulesFixture,
} from '@chainrule/oracle';
import { manualSeed, type Tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import * as nn from './index.ts';
import {
  backwardWeighted,
  camelCase,
  decode,
  expectTensor,
  expectTensors,
} from './testing/encoded.ts';

const { cases } = loadFixture<ModulesFixture>('modules.json');

function build({ spec, seed }: ModuleCase): nn.AnyModule {
  manualSeed(seed);
  return buildModule(nn, spec) as nn.AnyModule;
}

function namesOf(entries: Iterable<readonly [string, unknown]>): string[] {
  return [...entries].map(([name]) => name);
}

describe('every module is as PyTorch makes it', () => {
  it.each(cases)('$name', (fixture) => {
    const module = build(fixture);
    expect(String(module)).toBe(fixture.repr);
    expect(namesOf(module.namedParameters())).toEqual(fixture.parameters.map(camelCase));
    expect(namesOf(module.namedBuffers())).toEqual(fixture.buffers.map(camelCase));
    expect(namesOf(module.namedModules())).toEqual(fixture.modules);
    expect(namesOf(module.namedChildren())).toEqual(fixture.children);
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
    expectTensor(output, fixture.output as EncodedTensor);
    backwardWeighted(output);
    fixture.inputGradients?.forEach((expected, index) => {
      expectTensor(inputs[index]?.grad as Tensor, expected);
    });
    if (fixture.gradients === undefined) return;
    const gradients = [...module.namedParameters()].map(
      ([name, { grad }]) => [name, grad] as const,
    );
    expectTensors(gradients, fixture.gradients);
    expectTensors(module.namedBuffers(), fixture.stateAfter ?? {});
  });
});
