import { toPyTorchNames } from '@chainrule/serialize';
import type { Tensor } from '@chainrule/tensor';
import type { Training } from './experiment.ts';

/** How many numbers a model learns. */
export function countParameters(model: { parameters(): Iterable<Tensor> }): number {
  let count = 0;
  for (const parameter of model.parameters()) count += parameter.numel();
  return count;
}

/**
 * The weights of what a run trained, under the names that PyTorch gives them, as a safetensors file
 * holds them. Where there are several models, each one's names start with its own.
 */
export function modelTensors(models: Training['models']): Record<string, Tensor> {
  const entries = Object.entries(models).flatMap(([name, model]) => {
    const tensors = Object.entries(toPyTorchNames(model.stateDict() as Record<string, Tensor>));
    return tensors.map(([key, tensor]) => [modelPrefix(models, name) + key, tensor]);
  });
  return Object.fromEntries(entries);
}

/** What the names of a model's weights begin with in a file that holds all these models. */
export function modelPrefix(models: Training['models'], name: string): string {
  return Object.keys(models).length === 1 ? '' : `${name}.`;
}
