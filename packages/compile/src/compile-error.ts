import { ChainruleError } from '@chainrule/tensor';

/** A step that cannot be recorded into a program; the message says what in it, and the way out. */
export class CompileError extends ChainruleError {
  override readonly name = 'CompileError';
}
