import { type DType, isFloatingPoint } from '../dtype.ts';
import { formatFixed, formatPythonInteger, formatScientific } from './number.ts';
import type { PrintOptions } from './options.ts';

/** How the elements of one tensor are written: all alike, and all as wide. */
export interface ElementFormat {
  /** Characters that an element takes. */
  readonly width: number;
  /** The element as text, padded on the left to `width`. */
  readonly format: (value: number) => string;
}

type Notation = 'whole' | 'fixed' | 'scientific';
type NumberWriter = (value: number) => string;

/**
 * Chooses how to write elements, from those that will be seen.
 *
 * @see https://github.com/pytorch/pytorch/blob/v1.13.1/torch/_tensor_str.py
 */
export function chooseElementFormat(
  values: readonly number[],
  dtype: DType,
  options: PrintOptions,
): ElementFormat {
  if (!isFloatingPoint(dtype)) {
    const write: NumberWriter = (value) => formatPythonInteger(value, dtype);
    return padded(write, widest(values, write));
  }
  const writers: { readonly [N in Notation]: NumberWriter } = {
    whole: (value) => formatFixed(value, 0) + (Number.isFinite(value) ? '.' : ''),
    fixed: (value) => formatFixed(value, options.precision),
    scientific: (value) => formatScientific(value, options.precision),
  };
  // Only these count: zeros, nan and infinities are as wide as they happen to be.
  const telling = values.filter((value) => Number.isFinite(value) && value !== 0);
  if (telling.length === 0) return padded(writers.whole, 1);

  const plain: Notation = telling.every(Number.isInteger) ? 'whole' : 'fixed';
  const automatic: Notation = needsScientific(telling, plain) ? 'scientific' : plain;
  const forced: Notation = options.sciMode === true ? 'scientific' : plain;
  const chosen = options.sciMode === null ? automatic : forced;
  // PyTorch takes the width from the automatic notation even where another one is forced.
  return padded(writers[chosen], widest(telling, writers[automatic]));
}

function needsScientific(values: readonly number[], plain: Notation): boolean {
  let minimum = Infinity;
  let maximum = 0;
  for (const value of values) {
    const magnitude = Math.abs(value);
    minimum = Math.min(minimum, magnitude);
    maximum = Math.max(maximum, magnitude);
  }
  if (maximum / minimum > 1000 || maximum > 1e8) return true;
  return plain === 'fixed' && minimum < 1e-4;
}

function widest(values: readonly number[], write: NumberWriter): number {
  return values.reduce((width, value) => Math.max(width, write(value).length), 1);
}

function padded(write: NumberWriter, width: number): ElementFormat {
  return { width, format: (value) => write(value).padStart(width) };
}
