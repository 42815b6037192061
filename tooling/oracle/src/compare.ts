import { decodeNumber, type EncodedResult } from './fixture.ts';
import type { TensorLike } from './torch.ts';

interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

const exact: Tolerance = { relative: 0, absolute: 0 };
const tolerances: Readonly<Record<string, Tolerance>> = {
  float32: { relative: 1e-6, absolute: 1e-8 },
  float64: { relative: 1e-12, absolute: 1e-14 },
};

/** What a comparison looks at. */
type Comparable = Pick<TensorLike, 'dtype' | 'shape' | 'toArray'>;

/** A tensor's elements in row-major order; booleans are 0 and 1. */
export function elements(tensor: Pick<TensorLike, 'toArray'>): number[] {
  const nested = tensor.toArray();
  const flat = Array.isArray(nested)
    ? (nested.flat(Number.POSITIVE_INFINITY) as unknown[])
    : [nested];
  return flat.map(Number);
}

/** Says how `actual` differs from what PyTorch gave, or nothing when it agrees. */
export function difference(actual: Comparable, expected: EncodedResult): string | undefined {
  if (actual.dtype !== expected.dtype) return `dtype is ${actual.dtype}, not ${expected.dtype}`;
  const shape = `[${actual.shape.join(', ')}]`;
  const wanted = `[${expected.shape.join(', ')}]`;
  if (shape !== wanted) return `shape is ${shape}, not ${wanted}`;

  const values = elements(actual);
  const truth = expected.data.map(decodeNumber);
  if (values.length !== truth.length) return `${values.length} elements, not ${truth.length}`;
  const { relative, absolute } = tolerances[expected.dtype] ?? exact;
  const allowed = Math.max(absolute, expected.atol ?? 0);
  const wrong = values.findIndex(
    (value, index) => !close(value, truth[index] ?? 0, relative, allowed),
  );
  if (wrong < 0) return undefined;
  return `element ${wrong} is ${values[wrong]}, not ${truth[wrong]}; all: ${values} against ${truth}`;
}

function close(value: number, truth: number, relative: number, absolute: number): boolean {
  if (Number.isNaN(truth)) return Number.isNaN(value);
  if (value === truth) return true;
  return Math.abs(value - truth) <= absolute + relative * Math.abs(truth);
}
