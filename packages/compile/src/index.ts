export { type CompiledStep, type CompileOptions, compile } from './compile.ts';
export { CompileError } from './compile-error.ts';
export type { TaskKind } from './executors/executor.ts';
export type { TaskProfile } from './profile.ts';
