/** As much of a tensor as the runner itself touches; operations are looked up by name. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly device?: string;
  readonly requiresGrad: boolean;
  toArray(): unknown;
  clone(): TensorLike;
  reshape(shape: readonly number[]): TensorLike;
  requiresGrad_(requiresGrad?: boolean): TensorLike;
  index(...indices: unknown[]): TensorLike;
}

/** A tensor, and the gradient that starts at it. */
export interface WeightedTensor {
  readonly tensor: TensorLike;
  readonly weights: TensorLike;
}

/** What the runner needs of the library under test. */
export interface Torch {
  /** The operations, by their camelCase name. */
  readonly functions: Readonly<Record<string, unknown>>;
  /** `nn.functional`, by camelCase name. */
  readonly functional: Readonly<Record<string, unknown>>;
  /** Runs a primitive by its name. */
  primitive(
    name: string,
    inputs: readonly TensorLike[],
    params: Readonly<Record<string, unknown>>,
  ): TensorLike;
  /** A tensor with one dimension, on `device` or where tensors are made when none is named. */
  tensor(
    data: readonly (number | boolean)[] | Float64Array,
    options: { readonly dtype: string; readonly device?: string | undefined },
  ): TensorLike;
  slice(start?: number | null, stop?: number | null, step?: number): unknown;
  /** Whether `error` is a refusal that the library means, not a slip inside it. */
  refuses(error: unknown): boolean;
  /** `autograd.grad` with unused inputs allowed. */
  gradients(
    outputs: readonly WeightedTensor[],
    inputs: readonly TensorLike[],
    createGraph: boolean,
  ): readonly (TensorLike | null | undefined)[];
}

/** Whether `value` is a tensor. */
export function isTensor(value: unknown): value is TensorLike {
  return typeof value === 'object' && value !== null && 'dtype' in value && 'shape' in value;
}
