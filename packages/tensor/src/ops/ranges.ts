import { checkDType, getDefaultDtype } from '../dtype.ts';
import { ArgumentError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { fromTypedArray, type TensorOptions } from './creation.ts';
import { typedElements } from './typed-elements.ts';

/**
 * Numbers from `start` up to, not including, `end`, each `step` further. Whole arguments give
 * int32, as PyTorch's give int64.
 *
 * @example
 * ```ts
 * arange(3); // tensor([0, 1, 2], dtype=torch.int32)
 * arange(0, 1, 0.25); // tensor([0.0000, 0.2500, 0.5000, 0.7500])
 * ```
 * @throws {ArgumentError} when `step` is 0 or leads away from `end`.
 * @see https://pytorch.org/docs/stable/generated/torch.arange.html
 */
export function arange(...given: number[] | [...bounds: number[], options: TensorOptions]): Tensor {
  const last = given[given.length - 1];
  const options = typeof last === 'object' ? last : {};
  const bounds: number[] = (given as unknown[]).filter((value) => typeof value === 'number');
  const [first = 0, second, step = 1] = bounds;
  const [start, end] = second === undefined ? [0, first] : [first, second];
  if (bounds.length === 0 || bounds.length > 3 || !bounds.every(Number.isFinite)) {
    throw new ArgumentError(
      `arange takes (end), (start, end) or (start, end, step), all finite; got (${given.join(', ')})`,
    );
  }
  if (step === 0 || Math.sign(end - start) * Math.sign(step) < 0) {
    throw new ArgumentError(`arange cannot step from ${start} to ${end} by ${step}`);
  }
  const whole = bounds.every(Number.isInteger);
  const dtype = checkDType(options.dtype ?? (whole ? 'int32' : getDefaultDtype()));
  const length = Math.ceil((end - start) / step);
  const values = Array.from({ length }, (_, index) => start + index * step);
  return fromTypedArray(typedElements(dtype, values), [length], dtype, options);
}

/**
 * `steps` numbers evenly spaced from `start` to `end`, both included.
 *
 * @throws {ArgumentError} when `steps` is negative or not whole.
 * @see https://pytorch.org/docs/stable/generated/torch.linspace.html
 */
export function linspace(
  start: number,
  end: number,
  steps: number,
  options: TensorOptions = {},
): Tensor {
  if (!Number.isInteger(steps) || steps < 0) {
    throw new ArgumentError(`linspace takes a whole number of steps, 0 or more; got ${steps}`);
  }
  const dtype = checkDType(options.dtype ?? getDefaultDtype());
  const step = steps > 1 ? (end - start) / (steps - 1) : 0;
  // Counting from the nearer end makes both ends exact.
  const values = Array.from({ length: steps }, (_, index) =>
    index < steps / 2 ? start + step * index : end - step * (steps - 1 - index),
  );
  return fromTypedArray(typedElements(dtype, values), [steps], dtype, options);
}
