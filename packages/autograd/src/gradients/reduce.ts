import {
  apply,
  cat,
  cumprod,
  type Primitive,
  type ReductionParams,
  reducedShape,
  type Shape,
  type Tensor,
  where,
} from '@chainrule/tensor';
import { type GradientContext, type GradientRule, saving } from './rule.ts';

/** A reduced tensor stretched over the shape that was reduced. */
function spread(reduced: Tensor, shape: Shape, { dims, keepdim }: ReductionParams): Tensor {
  // A scalar stretches to any shape as it is.
  const isFit = keepdim || reduced.ndim === 0;
  const kept = isFit ? reduced : reduced.reshape(reducedShape(shape, dims, true));
  return apply('expand', [kept], { shape });
}

type Extreme = 'amax' | 'amin';

/** Equal extremes share the gradient evenly. */
function extreme<P extends Extreme>(): GradientRule<P> {
  return [
    saving([0, 'output'], (gradient, { inputs, output, params }) => {
      const x = inputs[0] as Tensor;
      const isExtreme = x.eq(spread(output, x.shape, params)).to(x.dtype);
      const count = apply('sum', [isExtreme], { dims: params.dims, keepdim: params.keepdim });
      return isExtreme.mul(spread(gradient.div(count), x.shape, params));
    }),
  ];
}

/** Each element's slope in a p-norm. Where the norm is 0 it has none, and PyTorch takes 0. */
function normGradient(gradient: Tensor, context: GradientContext<'norm'>): Tensor {
  const { output, params } = context;
  const [x] = context.inputs;
  const { p } = params;
  const norm = spread(output, x.shape, params);
  const spreadGradient = spread(gradient, x.shape, params);
  if (p === 0) return x.mul(0);
  if (p === 1) return spreadGradient.mul(x.sign());
  if (p === 2) return where(norm.eq(0), 0, x.div(norm)).mul(spreadGradient);
  if (Math.abs(p) === Number.POSITIVE_INFINITY) {
    const isExtreme = x.abs().eq(norm).to(x.dtype);
    const count = spread(apply('sum', [isExtreme], params), x.shape, params);
    return x.sign().mul(isExtreme).mul(spreadGradient.div(count));
  }
  const slope = x
    .abs()
    .pow(p - 1)
    .mul(x.sign())
    .div(norm.pow(p - 1));
  return where(norm.eq(0), 0, slope).mul(spreadGradient);
}

/** The product of all elements but one, for each of them: no division, so zeros are no trouble. */
function productOfOthers(x: Tensor): Tensor {
  const last = x.ndim - 1;
  const length = x.shape[last] as number;
  const one = x.narrow(last, 0, 1).mul(0).add(1);
  const before = cumprod(cat([one, x.narrow(last, 0, length - 1)], last), last);
  const after = cumprod(cat([one, x.narrow(last, 1, length - 1).flip(last)], last), last).flip(
    last,
  );
  return before.mul(after);
}

function prodGradient(gradient: Tensor, context: GradientContext<'prod'>): Tensor {
  const { params } = context;
  const [x] = context.inputs;
  if (x.numel() === 0 || params.dims.length === 0) return spread(gradient, x.shape, params);
  const kept = x.shape.map((_, dim) => dim).filter((dim) => !params.dims.includes(dim));
  const order = [...kept, ...params.dims];
  const moved = x.permute(order);
  const others = productOfOthers(moved.flatten(kept.length)).view(moved.shape);
  const back = order.map((_, dim) => order.indexOf(dim));
  return others.permute(back).mul(spread(gradient, x.shape, params));
}

export const reduceGradients = {
  all: [null],
  amax: extreme<'amax'>(),
  amin: extreme<'amin'>(),
  any: [null],
  argmax: [null],
  argmin: [null],
  norm: [saving([0, 'output'], normGradient)],
  prod: [saving([0], prodGradient)],
  sum: [(gradient, { params, info }) => spread(gradient, info[0]?.shape ?? [], params)],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
