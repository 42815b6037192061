import {
  apply,
  full,
  type Primitive,
  type Shape,
  shapesEqual,
  type Tensor,
} from '@chainrule/tensor';
import { type GradientRule, pass, saving } from './rule.ts';

function zerosOf(shape: Shape | undefined, like: Tensor): Tensor {
  return full(shape ?? [], 0, { dtype: like.dtype, device: like.storage.device });
}

/** The gradient of a scatter's source: read where it was written, 0 beyond the index. */
function readBack(gradient: Tensor, index: Tensor, dim: number, shape: Shape | undefined): Tensor {
  const read = apply('gather', [gradient, index], { dim });
  if (shape === undefined || shapesEqual(read.shape, shape)) return read;
  const starts = shape.map(() => 0);
  return apply('pad', [read], { starts, steps: shape.map(() => 1), shape });
}

export const indexingGradients = {
  gather: [
    saving([1], (gradient, { inputs: [, index], params, info }) =>
      apply('scatterAdd', [zerosOf(info[0]?.shape, gradient), index, gradient], params),
    ),
    null,
  ],
  indexAdd: [
    pass,
    null,
    saving([1], (gradient, { inputs: [, index], params }) =>
      apply('indexSelect', [gradient, index], params),
    ),
  ],
  indexSelect: [
    saving([1], (gradient, { inputs: [, index], params, info }) =>
      apply('indexAdd', [zerosOf(info[0]?.shape, gradient), index, gradient], params),
    ),
    null,
  ],
  scatter: [
    saving([1], (gradient, { inputs: [, index], params }) =>
      apply('scatter', [gradient, index, zerosOf(index.shape, gradient)], params),
    ),
    null,
    saving([1], (gradient, { inputs: [, index], params, info }) =>
      readBack(gradient, index, params.dim, info[2]?.shape),
    ),
  ],
  scatterAdd: [
    pass,
    null,
    saving([1], (gradient, { inputs: [, index], params, info }) =>
      readBack(gradient, index, params.dim, info[2]?.shape),
    ),
  ],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
