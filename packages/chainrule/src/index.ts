import { accelerateWherePossible } from './accelerate-where-possible.ts';

export * as autograd from '@chainrule/autograd';
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from '@chainrule/autograd';
export { type CompiledStep, CompileError, type CompileOptions, compile } from '@chainrule/compile';
export * as datasets from '@chainrule/datasets';
export { getNumThreads, setNumThreads } from '@chainrule/kernels-cpu';
export * as nn from '@chainrule/nn';
export * as optim from '@chainrule/optim';
export * as serialize from '@chainrule/serialize';
export * from '@chainrule/tensor';
export * as cuda from './cuda.ts';
export { device } from './device.ts';
export {
  BoolTensor,
  ByteTensor,
  DoubleTensor,
  FloatTensor,
  IntTensor,
  LongTensor,
  type TensorConstructor,
} from './typed-tensors.ts';
export * as utils from './utils.ts';

// Whoever takes everything takes the fast kernels too; the packages on their own stay plain.
accelerateWherePossible();
