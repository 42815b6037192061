import type { Generator, Storage } from '@chainrule/tensor';
import type { Instruction } from '../../trace.ts';
import type { ElementOperation } from './element-operations.ts';

/** Elementwise instructions that run together, a part of their elements at a time. */
export interface Group {
  readonly kind: 'group';
  readonly elements: number;
  /** What the elements must be cut into for operands that repeat; `null` while nothing asks. */
  columns: number | null;
  readonly instructions: Instruction[];
  operations: ElementOperation[];
}

/** An instruction that has a kernel of its own in WebAssembly, as the words of a program. */
export interface Coded {
  readonly kind: 'coded';
  readonly instructions: readonly [Instruction];
  readonly encode: Encoder;
}

/** An instruction that a kernel of the device computes, called from JavaScript. */
export interface Called {
  readonly kind: 'called';
  readonly instructions: readonly [Instruction];
}

/** What a program does, one after the other. */
export type Task = Group | Coded | Called;

/** Tells where things lie once memory is laid out. */
export interface Addresses {
  /** The first byte of a storage. */
  of(storage: Storage): number;
  /** Scratch memory for a matrix product of `(m, k)` and `(k, n)`, shared by all that ask. */
  productWorkspace(m: number, n: number, k: number): number;
  /** The state of a generator. */
  generator(generator: Generator): number;
}

/** Writes the words of an instruction, given where its operands lie. */
export type Encoder = (addresses: Addresses) => number[];
