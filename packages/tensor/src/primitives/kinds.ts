import type { Primitive, ViewPrimitive } from './signatures.ts';

/**
 * What a primitive does to places: `elementwise` results at a place depend on the inputs at
 * that place only, so they may be computed in place and fused; a `view` moves nothing; of a
 * `custom` one nothing is known.
 */
export type PrimitiveKind =
  | 'creation'
  | 'elementwise'
  | 'reduction'
  | 'scan'
  | 'product'
  | 'view'
  | 'movement'
  | 'indexing'
  | 'custom';

/** The kind of every primitive. */
export const primitiveKinds: {
  readonly [P in Primitive]: P extends ViewPrimitive ? 'view' : Exclude<PrimitiveKind, 'view'>;
} = {
  full: 'creation',
  random: 'creation',

  abs: 'elementwise',
  acos: 'elementwise',
  asin: 'elementwise',
  atan: 'elementwise',
  ceil: 'elementwise',
  cos: 'elementwise',
  cosh: 'elementwise',
  erf: 'elementwise',
  erfinv: 'elementwise',
  exp: 'elementwise',
  expm1: 'elementwise',
  floor: 'elementwise',
  log: 'elementwise',
  log10: 'elementwise',
  log1p: 'elementwise',
  log2: 'elementwise',
  logicalNot: 'elementwise',
  neg: 'elementwise',
  reciprocal: 'elementwise',
  relu: 'elementwise',
  round: 'elementwise',
  rsqrt: 'elementwise',
  sigmoid: 'elementwise',
  sign: 'elementwise',
  sin: 'elementwise',
  sinh: 'elementwise',
  sqrt: 'elementwise',
  tan: 'elementwise',
  tanh: 'elementwise',
  trunc: 'elementwise',
  cast: 'elementwise',
  clamp: 'elementwise',
  contiguous: 'elementwise',

  add: 'elementwise',
  atan2: 'elementwise',
  binaryCrossEntropy: 'elementwise',
  div: 'elementwise',
  floorDivide: 'elementwise',
  fmod: 'elementwise',
  maximum: 'elementwise',
  minimum: 'elementwise',
  mul: 'elementwise',
  pow: 'elementwise',
  remainder: 'elementwise',
  sub: 'elementwise',

  binaryCrossEntropyBackward: 'elementwise',
  reluBackward: 'elementwise',
  sigmoidBackward: 'elementwise',
  tanhBackward: 'elementwise',

  eq: 'elementwise',
  ge: 'elementwise',
  gt: 'elementwise',
  le: 'elementwise',
  logicalAnd: 'elementwise',
  logicalOr: 'elementwise',
  logicalXor: 'elementwise',
  lt: 'elementwise',
  ne: 'elementwise',
  where: 'elementwise',

  all: 'reduction',
  amax: 'reduction',
  amin: 'reduction',
  any: 'reduction',
  argmax: 'reduction',
  argmin: 'reduction',
  norm: 'reduction',
  prod: 'reduction',
  sum: 'reduction',
  argsort: 'scan',
  cumprod: 'scan',
  cumsum: 'scan',
  softmax: 'scan',
  logSoftmax: 'scan',

  matmul: 'product',
  addmm: 'product',

  expand: 'view',
  permute: 'view',
  slice: 'view',
  view: 'view',

  transfer: 'movement',

  cat: 'movement',
  flip: 'movement',
  pad: 'movement',

  gather: 'indexing',
  indexAdd: 'indexing',
  indexSelect: 'indexing',
  scatter: 'indexing',
  scatterAdd: 'indexing',

  custom: 'custom',
};

/** Whether a primitive's result shares its input's storage. */
export function isViewPrimitive(primitive: Primitive): primitive is ViewPrimitive {
  return primitiveKinds[primitive] === 'view';
}
