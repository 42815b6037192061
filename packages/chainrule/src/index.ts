export * as autograd from '@chainrule/autograd';
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from '@chainrule/autograd';
export * as datasets from '@chainrule/datasets';
export * as nn from '@chainrule/nn';
export * as optim from '@chainrule/optim';
export * from '@chainrule/tensor';
