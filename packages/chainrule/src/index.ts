import { accelerateWherePossible } from './accelerate-where-possible.ts';

export * as autograd from '@chainrule/autograd';
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from '@chainrule/autograd';
export { type CompiledStep, CompileError, type CompileOptions, compile } from '@chainrule/compile';
export * as datasets from '@chainrule/datasets';
export * as nn from '@chainrule/nn';
export * as optim from '@chainrule/optim';
export * from '@chainrule/tensor';

// Whoever takes everything takes the fast kernels too; the packages on their own stay plain.
accelerateWherePossible();
