import {
  type AutogradMeta,
  autogradEngine,
  type BackwardOptions,
  type GradFn,
  requireAutograd,
  type TensorHook,
} from './autograd-slot.ts';
import type { DeviceType } from './device.ts';
import { type DType, isFloatingPoint, type TypedArray } from './dtype.ts';
import { DeviceError, ShapeError } from './errors.ts';
import type { Methods } from './methods.ts';
import { formatTensor } from './printing/index.ts';
import {
  formatShape,
  normalizeDim,
  numberOfElements,
  type Shape,
  stridesAreContiguous,
} from './shape.ts';
import type { Storage } from './storage.ts';
import { beforeRead } from './tracing.ts';

/** Numbers (or booleans) nested as deep as a tensor has dimensions. */
export type NestedArray = number | boolean | readonly NestedArray[];

// Every function that takes a tensor first is a method too; `methods.ts` attaches them.
export interface Tensor extends Methods {}

/**
 * An n-dimensional array of numbers with one dtype on one device.
 *
 * Tensors are made by `tensor`, `zeros`, `rand` and the like. Views share their storage, as in
 * PyTorch.
 *
 * @example
 * ```ts
 * const x = tensor([[1, 2], [3, 4]]);
 * x.mul(2).sum().item(); // 20
 * ```
 * @see https://pytorch.org/docs/stable/tensors.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the interface's methods are attached in methods.ts.
export class Tensor {
  readonly storage: Storage;
  /** Length of each dimension. */
  readonly shape: Shape;
  /** Distance in elements between neighbours along each dimension. */
  readonly strides: readonly number[];
  /** Place of the first element in the storage. */
  readonly offset: number;
  readonly dtype: DType;

  /** What autograd keeps about this tensor; see {@link AutogradMeta}. */
  autograd: AutogradMeta | undefined = undefined;

  private readonly elements: number;
  private contiguousLayout: boolean;

  constructor(storage: Storage, shape: Shape, strides: readonly number[], offset: number) {
    this.storage = storage;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.dtype = storage.dtype;
    this.elements = numberOfElements(shape);
    this.contiguousLayout = this.elements === 0 || stridesAreContiguous(shape, strides);
  }

  /** Number of dimensions. */
  get ndim(): number {
    return this.shape.length;
  }

  /** The device that holds the elements. */
  get device(): DeviceType {
    return this.storage.device.type;
  }

  /** Number of dimensions, as PyTorch also spells it. */
  dim(): number {
    return this.shape.length;
  }

  /** The shape, or the length of one dimension. */
  size(): Shape;
  size(dim: number): number;
  size(dim?: number): Shape | number {
    if (dim === undefined) return this.shape;
    if (this.ndim === 0) throw new ShapeError('a scalar has no dimensions to ask the size of');
    return this.shape[normalizeDim(dim, this.ndim)] as number;
  }

  /** Distance in elements between neighbours, along each dimension or one. */
  stride(): readonly number[];
  stride(dim: number): number;
  stride(dim?: number): readonly number[] | number {
    if (dim === undefined) return this.strides;
    return this.strides[normalizeDim(dim, this.ndim)] as number;
  }

  /** Number of elements. */
  numel(): number {
    return this.elements;
  }

  /** Whether the dtype is a floating point type. */
  isFloatingPoint(): boolean {
    return isFloatingPoint(this.dtype);
  }

  /** The dims in reverse order, without a copy: the transpose of a matrix. */
  get T(): Tensor {
    return this.permute([...this.shape.keys()].reverse());
  }

  /** The last two dims swapped, without a copy: the transposes of a batch of matrices. */
  get mT(): Tensor {
    return this.transpose(-2, -1);
  }

  /** Whether the elements lie one after the other in row-major order. */
  isContiguous(): boolean {
    return this.contiguousLayout;
  }

  /** The same storage seen through another layout, without any check and unknown to autograd. */
  withLayout(shape: Shape, strides: readonly number[], offset: number): Tensor {
    return new Tensor(this.storage, shape, strides, offset);
  }

  /** Gives this tensor the layout of `view`, which shows all of the same storage in another order. */
  takeLayout(view: Tensor): this {
    // To all others the layout is read-only.
    Object.assign(this, { shape: view.shape, strides: view.strides, offset: view.offset });
    this.contiguousLayout = view.contiguousLayout;
    this.storage.version++;
    return this;
  }

  /** The same values, cut off from the gradient graph. Storage is shared. */
  detach(): Tensor {
    return new Tensor(this.storage, this.shape, this.strides, this.offset);
  }

  /** Cuts this tensor itself off from the gradient graph, and returns it. */
  detach_(): this {
    this.autograd = undefined;
    return this;
  }

  /**
   * The elements in row-major order, in an array of their own. Works on every device.
   *
   * @example
   * ```ts
   * await tensor([1, 2]).data(); // Float32Array [1, 2]
   * ```
   */
  async data(): Promise<TypedArray> {
    beforeRead(this);
    this.storage.checkUsable();
    const dense = this.isContiguous() ? this : this.detach().contiguous();
    const elements = await dense.storage.device.read(dense.storage);
    return elements.slice(dense.offset, dense.offset + dense.elements);
  }

  /**
   * The elements in row-major order, at once.
   *
   * @throws {DeviceError} on a device that can only answer later, such as `webgpu`.
   */
  dataSync(): TypedArray {
    beforeRead(this);
    return this.elementsNow();
  }

  /** As {@link dataSync}, for what stays inside of a recorded program. */
  elementsNow(): TypedArray {
    this.storage.checkUsable();
    const dense = this.isContiguous() ? this : this.detach().contiguous();
    const { device } = dense.storage;
    if (device.readNow === undefined) {
      throw new DeviceError(
        `a tensor on '${device.type}' cannot be read at once; write await tensor.data()`,
      );
    }
    return device.readNow(dense.storage).slice(dense.offset, dense.offset + dense.elements);
  }

  /**
   * The value of a tensor with one element; 1 or 0 for bool.
   *
   * @throws {ShapeError} when there is not exactly one element.
   * @throws {DeviceError} on a device that can only answer later, such as `webgpu`.
   */
  item(): number {
    if (this.elements !== 1) {
      throw new ShapeError(
        `item() takes a tensor with one element; shape ${formatShape(this.shape)} has ${this.elements}; ` +
          'toArray() reads them all',
      );
    }
    return this.dataSync()[0] as number;
  }

  /**
   * The elements as nested arrays (a plain number for a scalar); bools as `true` and `false`.
   *
   * @throws {DeviceError} on a device that can only answer later, such as `webgpu`.
   */
  toArray(): NestedArray {
    const data = this.dataSync();
    let position = 0;
    const nest = (dim: number): NestedArray => {
      if (dim === this.ndim) {
        const value = data[position++] as number;
        return this.dtype === 'bool' ? value !== 0 : value;
      }
      return Array.from({ length: this.shape[dim] as number }, () => nest(dim + 1));
    };
    return nest(0);
  }

  /** Whether gradients flow to this tensor. Setting it on a leaf starts or stops recording. */
  get requiresGrad(): boolean {
    return this.autograd?.requiresGrad ?? false;
  }
  set requiresGrad(value: boolean) {
    if (value === this.requiresGrad) return;
    requireAutograd('requiresGrad').setRequiresGrad(this, value);
  }

  /** Sets {@link requiresGrad} and returns this tensor. */
  requiresGrad_(requiresGrad = true): this {
    this.requiresGrad = requiresGrad;
    return this;
  }

  /** The gradient that `backward()` accumulated here, or `null`. */
  get grad(): Tensor | null {
    return this.autograd?.grad ?? null;
  }
  set grad(value: Tensor | null) {
    if (value === null && this.autograd === undefined) return;
    requireAutograd('grad').setGrad(this, value);
  }

  /** The operation that made this tensor, or `null` for a leaf. */
  get gradFn(): GradFn | null {
    return this.autograd === undefined ? null : (autogradEngine()?.gradFn(this) ?? null);
  }

  /** Whether this tensor was made by the user rather than by a recorded operation. */
  get isLeaf(): boolean {
    return this.autograd === undefined || (autogradEngine()?.isLeaf(this) ?? true);
  }

  /**
   * Computes the gradient of this tensor with respect to every leaf that requires one, and adds
   * it to the leaf's `grad`.
   *
   * @param gradient - what to start from; required unless this tensor has one element.
   * @throws {AutogradError} when nothing was recorded, or the tensor has several elements and no
   * `gradient` is given.
   * @see https://pytorch.org/docs/stable/generated/torch.Tensor.backward.html
   */
  backward(gradient?: Tensor | null, options: BackwardOptions = {}): void {
    requireAutograd('backward()').backward(this, gradient ?? undefined, options);
  }

  /** Keeps `grad` on this tensor although it is not a leaf. */
  retainGrad(): void {
    requireAutograd('retainGrad()').retainGrad(this);
  }

  /**
   * Calls `hook` with this tensor's gradient whenever one is computed; a tensor it returns takes
   * the gradient's place. Returns the function that removes the hook.
   */
  registerHook(hook: TensorHook): () => void {
    return requireAutograd('registerHook()').registerHook(this, hook);
  }

  /** Gives the memory back to the device at once; views of it become unusable too. */
  dispose(): void {
    this.storage.dispose();
  }

  /** What Python prints for the tensor; without the elements where the device cannot be read at once. */
  toString(): string {
    const gradFn = this.gradFn?.name;
    if (this.storage.device.readNow === undefined) {
      return `tensor(..., size=(${this.shape.join(', ')}), device='${this.device}')`;
    }
    return formatTensor({
      shape: this.shape,
      dtype: this.dtype,
      data: this.dataSync(),
      device: this.device,
      ...(gradFn !== undefined && { gradFn }),
      requiresGrad: this.requiresGrad,
    });
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
