import type { DType } from '../../dtype.ts';
import { DTypeError } from '../../errors.ts';
import { normalizeDim, type Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { DimParams, InputsOf, ParamsOf, Primitive } from '../signatures.ts';
import type { Layout } from '../views.ts';

/** What a primitive's result looks like, known before any element is computed. */
export interface ResultSpec {
  readonly shape: Shape;
  readonly dtype: DType;
  /** Where the elements of a view lie in its input's storage; absent for all other results. */
  readonly layout?: Layout;
}

/** Checks a primitive's inputs and says what comes out. */
export type InferenceRule<P extends Primitive> = (
  inputs: InputsOf<P>,
  params: ParamsOf<P>,
) => ResultSpec;

export type UnaryInputs = readonly [Tensor];
export type BinaryInputs = readonly [Tensor, Tensor];

// A tensor has `shape` and `dtype`, so the input itself is the spec of what looks like it.
export const like = (inputs: UnaryInputs): ResultSpec => inputs[0];

export function checkSameDType(name: Primitive, a: Tensor, b: Tensor): void {
  if (a.dtype !== b.dtype) {
    throw new DTypeError(`${name} takes tensors of one dtype; got ${a.dtype} and ${b.dtype}`);
  }
}

export function checkDimInRange<T extends DimParams>(
  rule: (inputs: UnaryInputs, params: T) => ResultSpec,
): (inputs: UnaryInputs, params: T) => ResultSpec {
  return (inputs, params) => {
    normalizeDim(params.dim, inputs[0].ndim);
    return rule(inputs, params);
  };
}
