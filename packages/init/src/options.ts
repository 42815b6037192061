import type { Generator, Tensor } from '@chainrule/tensor';

/** Where an initializer takes its random numbers from. */
export interface GeneratorOptions {
  /** Default: the global generator, which `manualSeed` seeds. */
  readonly generator?: Generator;
}

/**
 * The tensor's own memory without its history: writing there is not recorded, and a parameter
 * stays a leaf.
 */
export function unrecorded(tensor: Tensor): Tensor {
  return tensor.detach();
}
