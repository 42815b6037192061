import { difference, type EncodedTensor, weightsFor } from '@chainrule/oracle';
import { type DType, type Tensor, tensor } from '@chainrule/tensor';
import { expect } from 'vitest';

/** A path in camel case: PyTorch's names are in snake case. */
export function camelCase(path: string): string {
  return path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The tensor that a fixture holds. */
export function decode({ data, dtype, shape }: EncodedTensor): Tensor {
  return tensor(data.map(Number), { dtype: dtype as DType }).reshape([...shape]);
}

/** Sums in another order differ in the last digits of the terms, which show where terms cancel. */
function withRounding(expected: EncodedTensor, relative: number): EncodedTensor & { atol: number } {
  const magnitudes = expected.data.map((value) => Math.abs(Number(value)));
  const largest = Math.max(1, ...magnitudes.filter(Number.isFinite));
  const rounding = expected.dtype === 'float32' ? relative : relative * 2e-9;
  return { ...expected, atol: largest * rounding };
}

/** Holds a tensor to PyTorch's, to `relative` of its largest element. */
export function expectTensor(actual: Tensor, expected: EncodedTensor, relative = 1e-6): void {
  expect(difference(actual, withRounding(expected, relative))).toBeUndefined();
}

/** Holds named tensors to PyTorch's, in order. */
export function expectTensors(
  actual: Iterable<readonly [string, Tensor | null]>,
  expected: Readonly<Record<string, EncodedTensor>>,
  relative?: number,
): void {
  const found = [...actual];
  expect(found.map(([name]) => name)).toEqual(Object.keys(expected).map(camelCase));
  Object.values(expected).forEach((encoded, index) => {
    expectTensor(found[index]?.[1] as Tensor, encoded, relative);
  });
}

/** Goes back from the sum of an output times the fixture's weights. */
export function backwardWeighted(output: Tensor): void {
  const weights = tensor(weightsFor(output.numel(), 0), { dtype: output.dtype });
  output.mul(weights.reshape(output.shape)).sum().backward();
}
