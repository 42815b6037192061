export { type CompiledStep, type CompileOptions, compile } from './compile.ts';
export { CompileError } from './compile-error.ts';
