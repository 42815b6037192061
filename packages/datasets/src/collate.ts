import {
  ArgumentError,
  ShapeError,
  stack,
  Tensor,
  type TypedArray,
  tensor,
} from '@chainrule/tensor';

/**
 * What a batch of samples is: tensors stacked; numbers and booleans as a tensor of (N); strings
 * as an array; arrays and objects field by field.
 */
export type Collated<Sample> = Sample extends Tensor | TypedArray | number | boolean
  ? Tensor
  : Sample extends string
    ? string[]
    : Sample extends object
      ? { -readonly [Field in keyof Sample]: Collated<Sample[Field]> }
      : unknown;

/** What a batch of a dataset's samples is, once those that are promises are there. */
export type BatchOf<Sample> = Collated<Awaited<Sample>>;

/**
 * Puts samples together into a batch, with a dim of N in front.
 *
 * Tensors and typed arrays of shape (...) become one tensor of (N, ...). Numbers become a tensor
 * of (N), as PyTorch makes of Python's: int32 when all are whole, else float64; return a tensor
 * from the dataset to fix the dtype. Booleans become a bool tensor, strings an array of strings.
 * Arrays and plain objects are put together field by field.
 *
 * @param samples - One or more samples, all built alike.
 * @throws {ShapeError} when tensors or arrays differ in shape or length.
 * @throws {ArgumentError} when there is no sample, or no batch can be made of their kind.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.default_collate
 *
 * @example
 * ```ts
 * const samples: [Tensor, number][] = [
 *   [tensor([0.5, 1]), 3],
 *   [tensor([2.5, 0]), 1],
 * ];
 * const [points, labels] = defaultCollate(samples);
 * console.log(points.shape, labels.toArray()); // [ 2, 2 ] [ 3, 1 ]
 * ```
 */
export function defaultCollate<Sample>(samples: readonly Sample[]): Collated<Sample> {
  if (samples.length === 0) throw new ArgumentError('a batch needs at least one sample; got none');
  return collate(samples) as Collated<Sample>;
}

function collate(samples: readonly unknown[]): unknown {
  if (areAll(samples, isTensor)) return stack(samples);
  if (areAll(samples, isNumber)) return tensor(samples, { dtype: dtypeOfNumbers(samples) });
  if (areAll(samples, isBoolean)) return tensor(samples, { dtype: 'bool' });
  if (areAll(samples, isString)) return samples;
  if (areAll(samples, isTypedArray)) return stack(samples.map((array) => tensor(array)));
  if (areAll(samples, isArray)) return collateArrays(samples);
  if (areAll(samples, isPlainObject)) return collateObjects(samples);
  const kinds = [...new Set(samples.map(kindOf))];
  throw new ArgumentError(
    kinds.length > 1
      ? `no batch can be made of samples of different kinds: ${kinds.join(', ')}`
      : `no batch can be made of ${kinds[0]}; give tensors, numbers, booleans, strings, arrays or plain objects of them, or pass collate`,
  );
}

function collateArrays(samples: readonly (readonly unknown[])[]): unknown[] {
  const lengths = new Set(samples.map(({ length }) => length));
  if (lengths.size > 1) {
    throw new ShapeError(
      `the arrays of a batch must be of one length; got ${[...lengths].join(' and ')}`,
    );
  }
  return (samples[0] ?? []).map((_, field) => collate(samples.map((sample) => sample[field])));
}

function collateObjects(samples: readonly Record<string, unknown>[]): Record<string, unknown> {
  const names = Object.keys(samples[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, collate(samples.map((sample) => sample[name]))]),
  );
}

function dtypeOfNumbers(numbers: readonly number[]): 'int32' | 'float64' {
  return numbers.every((number) => number === (number | 0)) ? 'int32' : 'float64';
}

function areAll<Kind>(
  samples: readonly unknown[],
  is: (sample: unknown) => sample is Kind,
): samples is readonly Kind[] {
  return samples.every(is);
}

function isTensor(sample: unknown): sample is Tensor {
  return sample instanceof Tensor;
}

function isNumber(sample: unknown): sample is number {
  return typeof sample === 'number';
}

function isBoolean(sample: unknown): sample is boolean {
  return typeof sample === 'boolean';
}

function isString(sample: unknown): sample is string {
  return typeof sample === 'string';
}

function isArray(sample: unknown): sample is readonly unknown[] {
  return Array.isArray(sample);
}

function isTypedArray(sample: unknown): sample is TypedArray {
  return (
    sample instanceof Float32Array ||
    sample instanceof Float64Array ||
    sample instanceof Int32Array ||
    sample instanceof Uint8Array
  );
}

function isPlainObject(sample: unknown): sample is Record<string, unknown> {
  if (typeof sample !== 'object' || sample === null) return false;
  const prototype: unknown = Object.getPrototypeOf(sample);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(sample: unknown): string {
  if (sample instanceof Promise) return 'a promise (read the loader with for await)';
  if (typeof sample !== 'object' || sample === null)
    return String(sample === null ? null : typeof sample);
  return sample.constructor?.name ?? 'object';
}
