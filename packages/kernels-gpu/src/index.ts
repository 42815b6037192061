export { type AutoOptions, auto } from './auto.ts';
export type { ElementKind, KernelInput, KernelSource, KernelUniform } from './compiler/source.ts';
export { GpuDevice } from './device.ts';
export type { GpuMemoryInfo, WarmUpOptions } from './device-info.ts';
export { type GpuDeviceType, gpu, headlessgl, isAvailable, webgl2, webgpu } from './devices.ts';
export type {
  ElementwisePrimitive,
  ElementwiseStep,
  StepOperand,
} from './kernels/elementwise.ts';
export type { DeviceDescription } from './runtime/runtime.ts';
