import { type Device, type DeviceType, getDefaultDevice, getDevice } from '../device.ts';
import { apply } from '../dispatch.ts';
import {
  allocateArray,
  checkDType,
  type DType,
  getDefaultDtype,
  type TypedArray,
} from '../dtype.ts';
import { ArgumentError, DTypeError, ShapeError } from '../errors.ts';
import {
  checkShape,
  contiguousStrides,
  formatShape,
  numberOfElements,
  type Shape,
} from '../shape.ts';
import { Storage } from '../storage.ts';
import { type NestedArray, Tensor } from '../tensor.ts';
import { type Lengths, lengths } from './lengths.ts';

/** What every function that makes a tensor takes. */
export interface TensorOptions {
  /** Element type. Default: the default floating point dtype, unless the function says otherwise. */
  readonly dtype?: DType;
  /** Where the tensor lives. Default: the default device. */
  readonly device?: DeviceType | Device;
  /** Whether to record what is done with the tensor, for gradients. Default false. */
  readonly requiresGrad?: boolean;
}

/** Lengths (one by one, or one array), then perhaps options. */
export type LengthsAndOptions<Options = TensorOptions> =
  | Lengths
  | [...lengths: number[], options: Options]
  | [shape: Shape, options: Options | undefined];

/** Takes apart `(2, 3, { dtype })` and `([2, 3], { dtype })`. */
export function shapeAndOptions<Options extends object>(
  given: LengthsAndOptions<Options>,
): { shape: Shape; options: Partial<Options> } {
  const last = given[given.length - 1];
  const hasOptions = (typeof last === 'object' && !Array.isArray(last)) || last === undefined;
  const lengthsGiven = (hasOptions ? given.slice(0, -1) : given) as Lengths;
  const shape = lengths(lengthsGiven);
  checkShape(shape);
  return { shape, options: hasOptions ? ((last ?? {}) as Options) : {} };
}

function deviceOf(options: TensorOptions): Device {
  return options.device === undefined ? getDefaultDevice() : getDevice(options.device);
}

function finish(tensor: Tensor, options: TensorOptions): Tensor {
  return options.requiresGrad ? tensor.requiresGrad_() : tensor;
}

/** A tensor over `data`, which it owns from then on, in row-major order. */
export function fromTypedArray(
  data: TypedArray,
  shape: Shape,
  dtype: DType,
  options: TensorOptions = {},
): Tensor {
  if (data.length !== numberOfElements(shape)) {
    throw new ShapeError(
      `shape ${formatShape(shape)} takes ${numberOfElements(shape)} elements; got ${data.length}`,
    );
  }
  const device = deviceOf(options);
  const storage = new Storage(device, dtype, data.length, device.upload(dtype, data));
  return finish(new Tensor(storage, shape, contiguousStrides(shape), 0), options);
}

function shapeOfNested(values: NestedArray): number[] {
  const shape: number[] = [];
  let level: NestedArray | undefined = values;
  while (Array.isArray(level)) {
    shape.push(level.length);
    level = level[0] as NestedArray | undefined;
  }
  return shape;
}

/** Flattens nested arrays, and throws where they are not all as long as the first at their depth. */
function flattenNested(values: NestedArray, shape: Shape): (number | boolean)[] {
  const flat: (number | boolean)[] = [];
  const path: number[] = [];
  const visit = (value: NestedArray, depth: number): void => {
    const here = path.length === 0 ? 'the array' : `element [${path.join('][')}]`;
    if (depth === shape.length) {
      if (typeof value !== 'number' && typeof value !== 'boolean') {
        const found = Array.isArray(value) ? `an array of length ${value.length}` : typeof value;
        throw new ShapeError(
          `nested arrays must be of one shape; by the first elements it is ${formatShape(shape)}, ` +
            `but ${here} is ${found} where a number is expected`,
        );
      }
      flat.push(value);
      return;
    }
    const length = shape[depth] as number;
    if (!Array.isArray(value) || value.length !== length) {
      const found = Array.isArray(value) ? `has ${value.length} elements` : `is ${typeof value}`;
      throw new ShapeError(
        `nested arrays must be of one shape; by the first elements it is ${formatShape(shape)}, ` +
          `but ${here} ${found} where an array of ${length} is expected`,
      );
    }
    value.forEach((element: NestedArray, index: number) => {
      path.push(index);
      visit(element, depth + 1);
      path.pop();
    });
  };
  visit(values, 0);
  return flat;
}

function dtypeOfTypedArray(data: object): DType | null {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) return 'uint8';
  return null;
}

function fill(dtype: DType, values: ArrayLike<number | boolean>): TypedArray {
  const data = allocateArray(dtype, values.length);
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    data[i] = dtype === 'bool' ? (value === 0 ? 0 : 1) : value;
  }
  return data;
}

/**
 * A tensor with the given elements, copied: a number, nested arrays, or a typed array.
 *
 * Numbers give the default floating point dtype (JavaScript does not tell 1 from 1.0), booleans
 * give `bool`, and a typed array gives its own dtype, with one dimension.
 *
 * @example
 * ```ts
 * tensor([[0, 1], [2, 3]]).shape; // [2, 2]
 * tensor([1, 2], { dtype: 'int32' }).dtype; // 'int32'
 * tensor(new Float64Array(4)).dtype; // 'float64'
 * ```
 * @throws {ShapeError} for ragged arrays.
 * @throws {DTypeError} for a dtype that does not exist, or elements that are not numbers.
 * @see https://pytorch.org/docs/stable/generated/torch.tensor.html
 */
export function tensor(values: NestedArray | TypedArray, options: TensorOptions = {}): Tensor {
  const dtype = options.dtype === undefined ? undefined : checkDType(options.dtype);
  if (ArrayBuffer.isView(values)) {
    const own = dtypeOfTypedArray(values);
    if (own === null) {
      throw new DTypeError(
        `no dtype holds the elements of ${values.constructor.name}; use Float32Array, Float64Array, ` +
          'Int32Array or Uint8Array',
      );
    }
    const data = fill(dtype ?? own, values as TypedArray);
    return fromTypedArray(data, [data.length], dtype ?? own, options);
  }
  const shape = shapeOfNested(values);
  const flat = flattenNested(values, shape);
  const inferred = flat.length > 0 && flat.every((value) => typeof value === 'boolean');
  const chosen = dtype ?? (inferred ? 'bool' : getDefaultDtype());
  return fromTypedArray(fill(chosen, flat), shape, chosen, options);
}

/**
 * A tensor of `shape` with every element `value`. Booleans give `bool`; numbers give the default
 * floating point dtype.
 *
 * @throws {ShapeError} when a length is negative or not whole.
 * @see https://pytorch.org/docs/stable/generated/torch.full.html
 */
export function full(shape: Shape, value: number | boolean, options: TensorOptions = {}): Tensor {
  checkShape(shape);
  const dtype = checkDType(
    options.dtype ?? (typeof value === 'boolean' ? 'bool' : getDefaultDtype()),
  );
  const params = { shape, value: Number(value), dtype, device: deviceOf(options) };
  return finish(apply('full', [], params), options);
}

/**
 * A tensor of zeros.
 *
 * @example
 * ```ts
 * zeros(2, 3).shape; // [2, 3]
 * zeros([2, 3], { dtype: 'int32' }).dtype; // 'int32'
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.zeros.html
 */
export function zeros(...shape: LengthsAndOptions): Tensor {
  const { shape: lengthsOf, options } = shapeAndOptions<TensorOptions>(shape);
  return full(lengthsOf, 0, options);
}

/**
 * A tensor of ones.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.ones.html
 */
export function ones(...shape: LengthsAndOptions): Tensor {
  const { shape: lengthsOf, options } = shapeAndOptions<TensorOptions>(shape);
  return full(lengthsOf, 1, options);
}

/**
 * A tensor to be filled later. Its elements are zero, so that no run depends on what the memory
 * held before.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.empty.html
 */
export function empty(...shape: LengthsAndOptions): Tensor {
  return zeros(...shape);
}

/** Options for a tensor that looks like another, where they say nothing else. */
export function optionsLike(x: Tensor, options: TensorOptions): TensorOptions {
  return { dtype: x.dtype, device: x.storage.device, ...options };
}

/** Zeros with the shape, dtype and device of `x`. */
export function zerosLike(x: Tensor, options: TensorOptions = {}): Tensor {
  return full(x.shape, 0, optionsLike(x, options));
}

/** Ones with the shape, dtype and device of `x`. */
export function onesLike(x: Tensor, options: TensorOptions = {}): Tensor {
  return full(x.shape, 1, optionsLike(x, options));
}

/** `value` everywhere, with the shape, dtype and device of `x`. */
export function fullLike(x: Tensor, value: number | boolean, options: TensorOptions = {}): Tensor {
  return full(x.shape, value, optionsLike(x, options));
}

/** A tensor to be filled later, with the shape, dtype and device of `x`. */
export function emptyLike(x: Tensor, options: TensorOptions = {}): Tensor {
  return zerosLike(x, options);
}

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
  return fromTypedArray(fill(dtype, values), [length], dtype, options);
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
  return fromTypedArray(fill(dtype, values), [steps], dtype, options);
}

/**
 * An `n x m` matrix with ones on the diagonal; `m` defaults to `n`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.eye.html
 */
export function eye(n: number, m?: number | TensorOptions, options?: TensorOptions): Tensor {
  const columns = typeof m === 'number' ? m : n;
  const chosen = options ?? (typeof m === 'object' ? m : {});
  checkShape([n, columns]);
  const dtype = checkDType(chosen.dtype ?? getDefaultDtype());
  const data = allocateArray(dtype, n * columns);
  for (let i = 0; i < Math.min(n, columns); i++) data[i * columns + i] = 1;
  return fromTypedArray(data, [n, columns], dtype, chosen);
}
