import { grad } from '@chainrule/autograd';
import { functional } from '@chainrule/nn';
import * as tensor from '@chainrule/tensor';
import type { TensorLike, Torch } from './torch.ts';

type Grad = (
  outputs: readonly TensorLike[],
  inputs: readonly TensorLike[],
  options: {
    readonly gradOutputs: readonly TensorLike[];
    readonly createGraph: boolean;
    readonly allowUnused: true;
  },
) => readonly (TensorLike | null)[];

/** Chainrule itself, as the runner calls it: by name, so its types are set aside here. */
export const library: Torch = {
  primitive: runPrimitive,
  // `var` is a word that JavaScript keeps for itself.
  functions: { ...tensor, var: tensor.variance },
  functional,
  tensor: tensor.tensor as unknown as Torch['tensor'],
  slice: tensor.slice,
  refuses: (error) => error instanceof tensor.ChainruleError,
  gradients: (outputs, inputs, createGraph) =>
    (grad as unknown as Grad)(
      outputs.map(({ tensor: output }) => output),
      inputs,
      { gradOutputs: outputs.map(({ weights }) => weights), createGraph, allowUnused: true },
    ),
};

/** A fixture names a seed where the params have a generator, and leaves out the device. */
function runPrimitive(
  name: string,
  inputs: readonly TensorLike[],
  { seed, ...params }: Readonly<Record<string, unknown>>,
): TensorLike {
  const generator = seed === undefined ? {} : { generator: generatorFrom(seed as number) };
  const device = inputs.length === 0 ? { device: tensor.getDefaultDevice() } : {};
  const run = tensor.apply as unknown as (
    primitive: string,
    inputs: readonly TensorLike[],
    params: object,
  ) => TensorLike;
  return run(name, inputs, { ...params, ...generator, ...device });
}

function generatorFrom(seed: number): tensor.Generator {
  return new tensor.Generator().manualSeed(seed);
}
