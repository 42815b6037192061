import { type Device, type DeviceType, getDefaultDevice, getDevice } from '../device.ts';
import { apply } from '../dispatch.ts';
import {
  allocateArray,
  checkDType,
  type DType,
  getDefaultDtype,
  type TypedArray,
} from '../dtype.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import {
  checkShape,
  contiguousStrides,
  formatShape,
  numberOfElements,
  type Shape,
} from '../shape.ts';
import { Storage } from '../storage.ts';
import { type NestedArray, Tensor } from '../tensor.ts';
import { noteUpload } from '../tracing.ts';
import { type Lengths, lengths } from './lengths.ts';
import { flattenNested, shapeOfNested } from './nested-array.ts';
import { elementOf, typedElements } from './typed-elements.ts';

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
  noteUpload(storage, data);
  return finish(new Tensor(storage, shape, contiguousStrides(shape), 0), options);
}

function dtypeOfTypedArray(data: object): DType | null {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) return 'uint8';
  return null;
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
export function tensor(
  values: NestedArray | TypedArray | Uint8ClampedArray,
  options: TensorOptions = {},
): Tensor {
  const dtype = options.dtype === undefined ? undefined : checkDType(options.dtype);
  if (ArrayBuffer.isView(values)) {
    const own = dtypeOfTypedArray(values);
    if (own === null) {
      throw new DTypeError(
        `no dtype holds the elements of ${values.constructor.name}; use Float32Array, Float64Array, ` +
          'Int32Array or Uint8Array',
      );
    }
    const data = typedElements(dtype ?? own, values as TypedArray);
    return fromTypedArray(data, [data.length], dtype ?? own, options);
  }
  const shape = shapeOfNested(values);
  const flat = flattenNested(values, shape);
  const inferred = flat.length > 0 && flat.every((value) => typeof value === 'boolean');
  const chosen = dtype ?? (inferred ? 'bool' : getDefaultDtype());
  return fromTypedArray(typedElements(chosen, flat), shape, chosen, options);
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
  const params = { shape, value: elementOf(dtype, value), dtype, device: deviceOf(options) };
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
