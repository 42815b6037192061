import type { DType } from '../dtype.ts';
import type { Shape } from '../shape.ts';
import { inferCustom } from './custom.ts';
import {
  binaryCrossEntropyBackward,
  broadcast,
  compare,
  floatLike,
  toBool,
  where,
} from './infer/elementwise.ts';
import { gather, indexAdd, indexSelect, scatter } from './infer/indexing.ts';
import { cat } from './infer/movement.ts';
import { addmm, matmul } from './infer/products.ts';
import { reduceLike, reduceNonEmpty, reduceToBool, reduceToIndex } from './infer/reductions.ts';
import { checkDimInRange, type InferenceRule, like, type ResultSpec } from './infer/rule.ts';
import type { Primitive } from './signatures.ts';
import { viewRules } from './views.ts';

export type { InferenceRule, ResultSpec } from './infer/rule.ts';

const created = (_: readonly [], { shape, dtype }: { shape: Shape; dtype: DType }): ResultSpec => ({
  shape,
  dtype,
});

/** What every primitive's result looks like. */
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

  binaryCrossEntropyBackward,
  reluBackward: broadcast('reluBackward'),
  sigmoidBackward: broadcast('sigmoidBackward'),
  tanhBackward: broadcast('tanhBackward'),

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

  ...viewRules,

  transfer: like,

  cat,
  flip: like,
  pad: ([x], { shape }) => ({ shape, dtype: x.dtype }),

  gather,
  indexAdd,
  indexSelect,
  scatter: scatter('scatter'),
  scatterAdd: scatter('scatterAdd'),

  custom: inferCustom,
};
