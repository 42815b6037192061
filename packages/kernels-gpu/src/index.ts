export { GpuDevice } from './device.ts';
export { type GpuDeviceType, gpu, headlessgl, isAvailable, webgl2, webgpu } from './devices.ts';
