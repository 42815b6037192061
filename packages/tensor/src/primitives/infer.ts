import { type DType, isFloatingPoint } from '../dtype.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import {
  broadcastShapes,
  formatShape,
  normalizeDim,
  numberOfElements,
  reducedShape,
  type Shape,
  shapesEqual,
  stretchesTo,
} from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type {
  ArgParams,
  DimParams,
  InputsOf,
  ParamsOf,
  Primitive,
  ReductionParams,
} from './signatures.ts';

/** What a primitive's result looks like, known before any element is computed. */
export interface ResultSpec {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Checks a primitive's inputs and says what comes out. */
export type InferenceRule<P extends Primitive> = (
  inputs: InputsOf<P>,
  params: ParamsOf<P>,
) => ResultSpec;

type UnaryInputs = readonly [Tensor];
type BinaryInputs = readonly [Tensor, Tensor];

const created = (_: readonly [], { shape, dtype }: { shape: Shape; dtype: DType }): ResultSpec => ({
  shape,
  dtype,
});

// A tensor has `shape` and `dtype`, so the input itself is the spec of what looks like it.
const like = ([x]: UnaryInputs): ResultSpec => x;

const toBool = ([x]: UnaryInputs): ResultSpec => ({ shape: x.shape, dtype: 'bool' });

function floatLike(name: Primitive): (inputs: UnaryInputs) => ResultSpec {
  return ([x]) => {
    if (!isFloatingPoint(x.dtype)) {
      throw new DTypeError(`${name} takes a floating point tensor; got ${x.dtype}`);
    }
    return x;
  };
}

function checkSameDType(name: Primitive, a: Tensor, b: Tensor): void {
  if (a.dtype !== b.dtype) {
    throw new DTypeError(`${name} takes tensors of one dtype; got ${a.dtype} and ${b.dtype}`);
  }
}

function broadcast(name: Primitive): (inputs: BinaryInputs) => ResultSpec {
  return ([a, b]) => {
    checkSameDType(name, a, b);
    if (shapesEqual(a.shape, b.shape)) return a;
    return { shape: broadcastShapes(a.shape, b.shape), dtype: a.dtype };
  };
}

function compare(name: Primitive): (inputs: BinaryInputs) => ResultSpec {
  const rule = broadcast(name);
  return (inputs) => ({ shape: rule(inputs).shape, dtype: 'bool' });
}

const reduceLike = ([x]: UnaryInputs, { dims, keepdim }: ReductionParams): ResultSpec => ({
  shape: reducedShape(x.shape, dims, keepdim),
  dtype: x.dtype,
});

function reduceNonEmpty(name: Primitive) {
  return (inputs: UnaryInputs, params: ReductionParams): ResultSpec => {
    const { shape } = inputs[0];
    if (params.dims.some((dim) => shape[dim] === 0)) {
      throw new ShapeError(
        `${name} needs at least one element to reduce; the shape is ${formatShape(shape)}`,
      );
    }
    return reduceLike(inputs, params);
  };
}

const reduceToBool = (inputs: UnaryInputs, params: ReductionParams): ResultSpec => ({
  shape: reduceLike(inputs, params).shape,
  dtype: 'bool',
});

function reduceToIndex(name: Primitive) {
  return ([x]: UnaryInputs, { dim, keepdim }: ArgParams): ResultSpec => {
    const length = dim === null || x.ndim === 0 ? x.numel() : x.shape[dim];
    if (length === 0) {
      throw new ShapeError(
        `${name} needs at least one element to reduce; the shape is ${formatShape(x.shape)}`,
      );
    }
    const dims = dim === null ? x.shape.map((_, each) => each) : [dim];
    return { shape: reducedShape(x.shape, dims, keepdim), dtype: 'int32' };
  };
}

function checkFits(name: Primitive, a: Tensor, b: Tensor): void {
  checkSameDType(name, a, b);
  if (a.ndim >= 2 && b.ndim >= 2 && a.shape[a.ndim - 1] === b.shape[b.ndim - 2]) return;
  throw new ShapeError(
    `${name} cannot multiply shapes ${formatShape(a.shape)} and ${formatShape(b.shape)}: ` +
      'the last dimension of the first must equal the second last of the second',
  );
}

function matmul([a, b]: BinaryInputs): ResultSpec {
  checkFits('matmul', a, b);
  const rows = a.shape[a.ndim - 2] as number;
  const columns = b.shape[b.ndim - 1] as number;
  if (a.ndim === 2 && b.ndim === 2) return { shape: [rows, columns], dtype: a.dtype };
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return { shape: [...batch, rows, columns], dtype: a.dtype };
}

function addmm([bias, a, b]: InputsOf<'addmm'>): ResultSpec {
  if (a.ndim !== 2 || b.ndim !== 2) {
    throw new ShapeError(
      `addmm multiplies two matrices; got shapes ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
    );
  }
  checkFits('addmm', a, b);
  checkSameDType('addmm', bias, a);
  const product = { shape: [a.shape[0] as number, b.shape[1] as number], dtype: a.dtype };
  if (!stretchesTo(bias.shape, product.shape)) {
    throw new ShapeError(
      `addmm cannot add shape ${formatShape(bias.shape)} to a product of shape ${formatShape(product.shape)}`,
    );
  }
  return product;
}

function where([condition, a, b]: InputsOf<'where'>): ResultSpec {
  if (condition.dtype !== 'bool') {
    throw new DTypeError(`where takes a bool condition; got ${condition.dtype}`);
  }
  checkSameDType('where', a, b);
  const shape = broadcastShapes(condition.shape, broadcastShapes(a.shape, b.shape));
  return { shape, dtype: a.dtype };
}

function cat(inputs: readonly Tensor[], { dim }: DimParams): ResultSpec {
  const [first] = inputs;
  if (first === undefined) throw new ShapeError('cat needs at least one tensor; got none');
  const shape = [...first.shape];
  for (const [position, x] of inputs.entries()) {
    checkSameDType('cat', first, x);
    const fits =
      x.ndim === shape.length && x.shape.every((length, d) => d === dim || length === shape[d]);
    if (!fits) {
      throw new ShapeError(
        `cat along dim ${dim} takes tensors equal in all other dimensions; ` +
          `tensor 0 has shape ${formatShape(first.shape)}, tensor ${position} ${formatShape(x.shape)}`,
      );
    }
    if (position > 0) shape[dim] = (shape[dim] as number) + (x.shape[dim] as number);
  }
  return { shape, dtype: first.dtype };
}

function checkIndexDType(name: Primitive, index: Tensor): void {
  if (index.dtype !== 'int32') {
    throw new DTypeError(`${name} takes an index of dtype int32; got ${index.dtype}`);
  }
}

function checkIndexShape(name: Primitive, x: Tensor, index: Tensor, dim: number): void {
  const fits =
    x.ndim === index.ndim &&
    index.shape.every((length, d) => d === dim || length <= (x.shape[d] as number));
  if (!fits) {
    throw new ShapeError(
      `${name} along dim ${dim} takes an index that is no longer than the tensor elsewhere; ` +
        `the index has shape ${formatShape(index.shape)}, the tensor ${formatShape(x.shape)}`,
    );
  }
}

function gather([x, index]: BinaryInputs, { dim }: DimParams): ResultSpec {
  checkIndexDType('gather', index);
  if (index.numel() > 0) checkIndexShape('gather', x, index, dim);
  return { shape: index.shape, dtype: x.dtype };
}

function scatter(name: Primitive) {
  return ([x, index, source]: InputsOf<'scatter'>, { dim }: DimParams): ResultSpec => {
    checkIndexDType(name, index);
    checkSameDType(name, x, source);
    if (index.numel() === 0) return x;
    checkIndexShape(name, x, index, dim);
    const covered =
      source.ndim === index.ndim &&
      index.shape.every((length, d) => length <= (source.shape[d] as number));
    if (!covered) {
      throw new ShapeError(
        `${name} takes a source at least as long as the index in each dimension; ` +
          `the source has shape ${formatShape(source.shape)}, the index ${formatShape(index.shape)}`,
      );
    }
    return x;
  };
}

function indexSelect([x, index]: BinaryInputs, { dim }: DimParams): ResultSpec {
  checkIndexDType('indexSelect', index);
  if (index.ndim > 1) {
    throw new ShapeError(
      `indexSelect takes an index with one dimension; got shape ${formatShape(index.shape)}`,
    );
  }
  if (x.ndim === 0) return x;
  const shape = [...x.shape];
  shape[dim] = index.numel();
  return { shape, dtype: x.dtype };
}

function indexAdd([x, index, source]: InputsOf<'indexAdd'>, { dim }: DimParams): ResultSpec {
  checkIndexDType('indexAdd', index);
  checkSameDType('indexAdd', x, source);
  const expected = x.shape.map((length, d) => (d === dim ? index.numel() : length));
  if (index.ndim > 1 || !shapesEqual(source.shape, expected)) {
    throw new ShapeError(
      `indexAdd along dim ${dim} of shape ${formatShape(x.shape)} with ${index.numel()} indices takes a ` +
        `source of shape ${formatShape(expected)}; got ${formatShape(source.shape)}`,
    );
  }
  return x;
}

function view([x]: UnaryInputs, { shape }: { shape: Shape }): ResultSpec {
  if (numberOfElements(shape) !== x.numel()) {
    throw new ShapeError(
      `shape ${formatShape(shape)} is not valid for ${x.numel()} elements of shape ${formatShape(x.shape)}`,
    );
  }
  return { shape, dtype: x.dtype };
}

function expand([x]: UnaryInputs, { shape }: { shape: Shape }): ResultSpec {
  if (!stretchesTo(x.shape, shape)) {
    throw new ShapeError(
      `shape ${formatShape(x.shape)} cannot be expanded to ${formatShape(shape)}: ` +
        'only dimensions of length 1, and new ones in front, can stretch',
    );
  }
  return { shape, dtype: x.dtype };
}

function checkDimInRange<T extends DimParams>(
  rule: (inputs: UnaryInputs, params: T) => ResultSpec,
): (inputs: UnaryInputs, params: T) => ResultSpec {
  return (inputs, params) => {
    normalizeDim(params.dim, inputs[0].ndim);
    return rule(inputs, params);
  };
}

/** What every primitive's result looks like. Views are inferred here and laid out in `views.ts`. */
export const inferenceRules: { readonly [P in Primitive]: InferenceRule<P> } = {
  full: created,
  random: created,

  abs: like,
  acos: floatLike('acos'),
  asin: floatLike('asin'),
  atan: floatLike('atan'),
  ceil: like,
  cos: floatLike('cos'),
  cosh: floatLike('cosh'),
  erf: floatLike('erf'),
  erfinv: floatLike('erfinv'),
  exp: floatLike('exp'),
  expm1: floatLike('expm1'),
  floor: like,
  log: floatLike('log'),
  log10: floatLike('log10'),
  log1p: floatLike('log1p'),
  log2: floatLike('log2'),
  logicalNot: toBool,
  neg: like,
  reciprocal: floatLike('reciprocal'),
  relu: like,
  round: like,
  rsqrt: floatLike('rsqrt'),
  sigmoid: floatLike('sigmoid'),
  sign: like,
  sin: floatLike('sin'),
  sinh: floatLike('sinh'),
  sqrt: floatLike('sqrt'),
  tan: floatLike('tan'),
  tanh: floatLike('tanh'),
  trunc: like,
  cast: ([x], { dtype }) => ({ shape: x.shape, dtype }),
  clamp: like,
  contiguous: like,

  add: broadcast('add'),
  atan2: broadcast('atan2'),
  binaryCrossEntropy: broadcast('binaryCrossEntropy'),
  div: broadcast('div'),
  floorDivide: broadcast('floorDivide'),
  fmod: broadcast('fmod'),
  maximum: broadcast('maximum'),
  minimum: broadcast('minimum'),
  mul: broadcast('mul'),
  pow: broadcast('pow'),
  remainder: broadcast('remainder'),
  sub: broadcast('sub'),

  eq: compare('eq'),
  ge: compare('ge'),
  gt: compare('gt'),
  le: compare('le'),
  logicalAnd: compare('logicalAnd'),
  logicalOr: compare('logicalOr'),
  logicalXor: compare('logicalXor'),
  lt: compare('lt'),
  ne: compare('ne'),
  where,

  all: reduceToBool,
  amax: reduceNonEmpty('amax'),
  amin: reduceNonEmpty('amin'),
  any: reduceToBool,
  argmax: reduceToIndex('argmax'),
  argmin: reduceToIndex('argmin'),
  argsort: ([x]) => ({ shape: x.shape, dtype: 'int32' }),
  cumprod: checkDimInRange(like),
  cumsum: checkDimInRange(like),
  norm: reduceLike,
  prod: reduceLike,
  sum: reduceLike,

  matmul,
  addmm,

  softmax: checkDimInRange(floatLike('softmax')),
  logSoftmax: checkDimInRange(floatLike('logSoftmax')),

  expand,
  permute: ([x], { dims }) => ({
    shape: dims.map((dim) => x.shape[dim] as number),
    dtype: x.dtype,
  }),
  slice: ([x], { sizes }) => ({ shape: sizes, dtype: x.dtype }),
  view,

  transfer: like,

  cat,
  flip: like,
  pad: ([x], { shape }) => ({ shape, dtype: x.dtype }),

  gather,
  indexAdd,
  indexSelect,
  scatter: scatter('scatter'),
  scatterAdd: scatter('scatterAdd'),
};
