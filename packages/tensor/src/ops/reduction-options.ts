import type { DType } from '../dtype.ts';
import type { ReductionParams } from '../primitives/signatures.ts';
import { normalizeDims } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** One dim, several, or all of them (`null`, the default). */
export type Dims = number | readonly number[] | null;

/** What to reduce over, by name. */
export interface ReductionOptions {
  /** The dims to reduce. Default: all. */
  readonly dim?: Dims;
  /** Keep the reduced dims with length 1. Default false. */
  readonly keepdim?: boolean;
}

/** {@link ReductionOptions} with a dtype to compute in. */
export interface SumOptions extends ReductionOptions {
  /** Cast to this dtype before reducing. */
  readonly dtype?: DType;
}

/** `(dim, keepdim)` or `({ dim, keepdim })`: PyTorch users write both. */
export type DimOrOptions<Options> = Dims | Options | undefined;

function isOptions<Options extends object>(
  value: DimOrOptions<Options>,
): value is Options & object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was asked for, however it was written. */
export interface ParsedReduction<Options> {
  readonly params: ReductionParams;
  readonly options: Partial<Options>;
  /** Whether no dims were named; PyTorch has another name for the gradient then. */
  readonly coversAll: boolean;
}

const noOptions = Object.freeze({});

/** The dims to reduce, from either way of writing them. */
export function parseReduction<Options extends ReductionOptions>(
  x: Tensor,
  dim: DimOrOptions<Options>,
  keepdim: boolean | undefined,
): ParsedReduction<Options> {
  if (isOptions(dim)) {
    const params = { dims: normalizeDims(dim.dim, x.ndim), keepdim: dim.keepdim ?? false };
    return { params, options: dim, coversAll: dim.dim == null };
  }
  const params = { dims: normalizeDims(dim as Dims, x.ndim), keepdim: keepdim ?? false };
  return { params, options: noOptions, coversAll: dim == null };
}

/** What `max` and `min` along one dim return. */
export interface ValuesAndIndices {
  readonly values: Tensor;
  /** Where each value stands along the dim, int32. */
  readonly indices: Tensor;
}

/** One dim, by name. */
export interface DimOptions {
  readonly dim: number;
  readonly keepdim?: boolean;
}
