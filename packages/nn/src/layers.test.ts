import { buildModule, type EncodedTensor, loadFixture, type ModuleSpec } from '@chainrule/oracle';
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

/** A layer with the state it was given, and what it computed, one call after the other. */
interface LayerCase {
  readonly name: string;
  readonly spec: ModuleSpec;
  readonly repr: string;
  readonly state: Readonly<Record<string, EncodedTensor>>;
  /** Seeds the generator before the first call. */
  readonly seed: number;
  readonly calls: readonly {
    readonly training: boolean;
    /** Whether the layer is called on the transposed input. */
    readonly transposed: boolean;
    readonly input: EncodedTensor;
    readonly output: EncodedTensor;
    readonly inputGradient: EncodedTensor | null;
    readonly gradients: Readonly<Record<string, EncodedTensor>>;
    readonly stateAfter: Readonly<Record<string, EncodedTensor>>;
  }[];
}

const { cases } = loadFixture<{ cases: LayerCase[] }>('layers.json');

function build({ spec, state }: LayerCase): nn.Module {
  const layer = buildModule(nn, spec) as nn.Module;
  const entries = Object.entries(state).map(([name, value]) => [camelCase(name), decode(value)]);
  layer.loadStateDict(Object.fromEntries(entries) as nn.StateDict);
  return layer;
}

describe('every layer computes what PyTorch computes, call after call', () => {
  it.each(cases)('$name', (fixture) => {
    const layer = build(fixture);
    expect(String(layer)).toBe(fixture.repr);
    // Far from 0 float32 has lost the digits that the spread is made of, in PyTorch too.
    const relative = fixture.name.includes('far from 0') ? 1e-4 : 1e-6;
    manualSeed(fixture.seed);
    for (const call of fixture.calls) {
      const x = decode(call.input);
      if (call.inputGradient !== null) x.requiresGrad_();
      layer.train(call.training).zeroGrad();
      const output = layer(call.transposed ? x.t() : x);
      expectTensor(output, call.output, relative);
      backwardWeighted(output);
      if (call.inputGradient !== null) expectTensor(x.grad as Tensor, call.inputGradient, relative);
      const gradients = [...layer.namedParameters()]
        .map(([name, { grad }]) => [name, grad] as const)
        .filter(([, grad]) => grad !== null);
      expectTensors(gradients, call.gradients, relative);
      expectTensors(layer.namedBuffers(), call.stateAfter);
    }
  });
});
