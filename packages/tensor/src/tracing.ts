import type { TypedArray } from './dtype.ts';
import type { Storage } from './storage.ts';
import type { Tensor } from './tensor.ts';

/** What a tracer wants to know beyond the primitives that pass through it. */
export interface TraceHooks {
  /** Called before a tensor's elements are read; may throw. */
  beforeRead(tensor: Tensor): void;
  /** Remembers the elements that JavaScript put into a storage, which a device may not give back at once. */
  uploaded(storage: Storage, elements: TypedArray): void;
  /** Reads a value of the program that the trace depends on, and remembers that it did. */
  observe<Value>(read: () => Value): Value;
  /** Remembers that `scalar` is to be set to what `read` gives before the program runs again. */
  feed(scalar: Tensor, read: () => number): void;
}

let hooks: TraceHooks | undefined;

/** Starts to tell `newHooks` of reads and observations; `undefined` stops it. */
export function setTraceHooks(newHooks: TraceHooks | undefined): void {
  hooks = newHooks;
}

/** Whether what runs is being recorded into a program, to be run again without this code. */
export function isTracing(): boolean {
  return hooks !== undefined;
}

/**
 * Reads a value that decides what is computed, such as a learning rate or a module's mode. A
 * recorded program is used only as long as `read` gives the same.
 */
export function observe<Value>(read: () => Value): Value {
  return hooks === undefined ? read() : hooks.observe(read);
}

/** Tells a tracer that `scalar` is to follow a number of the surrounding program. */
export function feed(scalar: Tensor, read: () => number): void {
  hooks?.feed(scalar, read);
}

/** Tells a tracer what elements JavaScript put into a storage. */
export function noteUpload(storage: Storage, elements: TypedArray): void {
  hooks?.uploaded(storage, elements);
}

/** Tells a tracer that a tensor's elements are about to be read. */
export function beforeRead(tensor: Tensor): void {
  hooks?.beforeRead(tensor);
}
