import './install.ts';

export { detectAnomaly, isAnomalyDetected, setDetectAnomaly } from './anomaly.ts';
export { type BackwardAllOptions, backward } from './backward.ts';
export { definePrimitive } from './custom/define-primitive.ts';
export type {
  CustomArguments,
  CustomGradient,
  CustomPrimitive,
  OperandsOf,
  PlainParams,
  PrimitiveDefinition,
  SpecsOf,
  TensorInputs,
} from './custom/definition.ts';
export { AutogradFunction as Function, type FunctionContext } from './function.ts';
export { type GradOptions, grad, type UnusedGradOptions } from './grad.ts';
export { type GradcheckOptions, gradcheck, gradgradcheck } from './gradcheck.ts';
export { gradients } from './gradients/index.ts';
export type {
  Formula,
  FormulaContext,
  GradientContext,
  GradientFormula,
  GradientRule,
  InputInfo,
  Saved,
} from './gradients/rule.ts';
export { saving } from './gradients/rule.ts';
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from './mode.ts';
export type { Edge, Node } from './node.ts';
