import './cpu-device.ts';
import './execute.ts';
import './methods.ts';

export {
  type AutogradEngine,
  type AutogradMeta,
  autogradEngine,
  type BackwardOptions,
  type GradFn,
  installAutogradEngine,
  nameGradient,
  type TensorHook,
} from './autograd-slot.ts';
export { accelerateCpu, cpuKernel } from './cpu-device.ts';
export {
  type Device,
  type DeviceType,
  getDefaultDevice,
  getDevice,
  type Operation,
  registerDevice,
  setDefaultDevice,
} from './device.ts';
export {
  apply,
  assign,
  type Interpreter,
  type InterpreterLevel,
  installInterpreter,
} from './dispatch.ts';
export * from './dtype.ts';
export * from './dtype-names.ts';
export * from './errors.ts';
export { canComputeInPlace } from './execute.ts';
export { cpuKernels } from './kernels/index.ts';
export type { CpuKernel } from './kernels/kernel.ts';
export { hostScalar } from './ops/host-scalar.ts';
export * from './ops/index.ts';
export {
  type CustomOperation,
  type GpuRule,
  nameOfPrimitive,
  type Operand,
  type ParamValue,
  type TensorSpec,
} from './primitives/custom.ts';
export { inferenceRules, type ResultSpec } from './primitives/infer.ts';
export { isViewPrimitive, type PrimitiveKind, primitiveKinds } from './primitives/kinds.ts';
export * from './primitives/signatures.ts';
export * from './printing/index.ts';
export {
  defaultGenerator,
  Generator,
  getRngState,
  initialSeed,
  manualSeed,
  randomInt64,
  seed,
  setRngState,
} from './random/index.ts';
export {
  broadcastShapes,
  contiguousStrides,
  formatShape,
  normalizeDim,
  normalizeDims,
  numberOfElements,
  reducedShape,
  type Shape,
  shapesEqual,
  stretchesTo,
} from './shape.ts';
export { nextStorageSerial, Storage } from './storage.ts';
export { type NestedArray, Tensor } from './tensor.ts';
export { keep, tidy } from './tidy.ts';
export { keepWhile } from './tidy-scope.ts';
export { isTracing, observe, setTraceHooks, type TraceHooks } from './tracing.ts';
export { userFrames } from './user-frames.ts';
