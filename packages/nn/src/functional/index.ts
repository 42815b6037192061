export { type BatchNormOptions, batchNorm } from './batch-norm.ts';
export {
  type BinaryCrossEntropyOptions,
  type BinaryCrossEntropyWithLogitsOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
} from './binary-losses.ts';
export {
  type CrossEntropyOptions,
  crossEntropy,
  type KlDivOptions,
  klDiv,
  type NllLossOptions,
  nllLoss,
} from './class-losses.ts';
export { type DropoutOptions, dropout } from './dropout.ts';
export { type EmbeddingOptions, embedding, oneHot } from './embedding.ts';
export type { InplaceOptions } from './in-place.ts';
export { type LayerNormOptions, layerNorm } from './layer-norm.ts';
export { linear } from './linear.ts';
export {
  type HardtanhOptions,
  hardshrink,
  hardsigmoid,
  hardswish,
  hardtanh,
  type LeakyReluOptions,
  leakyRelu,
  prelu,
  relu,
  relu6,
  softshrink,
  threshold,
} from './piecewise-activations.ts';
export type { LossOptions, Reduction } from './reduction.ts';
export {
  type HuberLossOptions,
  huberLoss,
  l1Loss,
  mseLoss,
  type SmoothL1LossOptions,
  smoothL1Loss,
} from './regression-losses.ts';
export {
  celu,
  type EluOptions,
  elu,
  gelu,
  logSigmoid,
  mish,
  type SoftplusOptions,
  selu,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
  tanhshrink,
} from './smooth-activations.ts';
export { glu, logSoftmax, type SoftmaxOptions, softmax, softmin } from './softmax.ts';
