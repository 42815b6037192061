import errors from './examples/errors.ts?raw';
import gradients from './examples/gradients.ts?raw';
import optimizers from './examples/optimizers.ts?raw';
import tensors from './examples/tensors.ts?raw';
import xor from './examples/xor.ts?raw';

/** A program to start from. */
export interface Example {
  readonly title: string;
  readonly code: string;
}

/** Programs to start from, by the name that links call them. */
export const examples: Readonly<Record<string, Example>> = {
  tensors: { title: 'Tensors', code: tensors },
  gradients: { title: 'Gradients', code: gradients },
  xor: { title: 'A net that learns XOR', code: xor },
  optimizers: { title: 'Four optimizers on one chart', code: optimizers },
  errors: { title: 'What errors say', code: errors },
};
