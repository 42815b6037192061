export type {
  ForwardHook,
  ForwardPreHook,
  FullBackwardHook,
  RemoveHook,
} from './hooks.ts';
export { type AnyModule, Module } from './module.ts';
export type { BufferOptions } from './module-tree.ts';
export type { FactoryOptions } from './modules/factory-options.ts';
export { Linear, type LinearOptions } from './modules/linear.ts';
export { Parameter, type ParameterOptions } from './parameter.ts';
export type { IncompatibleKeys, LoadStateDictOptions, StateDict } from './state-dict.ts';
export type { ZeroGradOptions } from './zero-gradients.ts';
