import { readFileSync } from 'node:fs';
import { type NestedArray, type Tensor, tensor } from '@chainrule/tensor';
import { expect } from 'vitest';

/** What a function computed in PyTorch, and the gradients of its inputs. */
interface Computed {
  readonly output: NestedArray;
  readonly gradients: Readonly<Record<string, NestedArray>>;
}

/** One case of scripts/record.py. */
interface Recorded {
  readonly rows: number;
  readonly centres: number;
  readonly features: number;
  readonly inputs: Readonly<Record<'x' | 'centres' | 'widths', NestedArray>>;
  readonly distances: Computed;
  readonly layer: Computed;
}

/** What PyTorch computed, by scripts/record.py. */
export const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('../fixtures/rbf.json', import.meta.url), 'utf8'),
);

/** A tensor of doubles that gradients flow to. */
export function leaf(values: NestedArray): Tensor {
  return tensor(values, { dtype: 'float64', requiresGrad: true });
}

/** Walks back with the gradient that the recording started from: 1, 2, 3, ... */
export function weightedBackward(output: Tensor): void {
  const weights = Array.from({ length: output.numel() }, (_, place) => place + 1);
  output.backward(tensor(weights, { dtype: output.dtype }).view(output.shape));
}

/** Expects the elements that PyTorch has, to 12 digits of the largest. */
export function expectClose(received: Tensor | null, expected: NestedArray | undefined): void {
  const target = tensor(expected as NestedArray, { dtype: 'float64' });
  expect(received?.shape).toEqual(target.shape);
  const scale = Math.max(1, target.abs().max().item());
  expect(received?.sub(target).abs().max().item()).toBeLessThan(1e-12 * scale);
}
