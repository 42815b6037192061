import { defaultGenerator, type Generator } from '@chainrule/tensor';
import { CompileError } from './compile-error.ts';

/**
 * Watches generators for draws that are not primitives, such as those of `randperm`: a program would
 * go on without them, with what they gave in the first run.
 */
export class HostDraws {
  private readonly states = new Map<Generator, Uint8Array>();

  constructor() {
    this.afterDraw(defaultGenerator);
  }

  /** Remembers where a recorded draw left its generator. */
  afterDraw(generator: Generator): void {
    this.states.set(generator, new Uint8Array(generator.buffer.slice(0)));
  }

  /** @throws {CompileError} when the generator has moved since its last recorded draw. */
  check(generator: Generator): void {
    const state = this.states.get(generator);
    const now = new Uint8Array(generator.buffer);
    if (state === undefined || state.every((byte, place) => byte === now[place])) return;
    throw new CompileError(
      'a compiled step draws by rand, bernoulli_, dropout and their like; randperm, multinomial, ' +
        'manualSeed and a DataLoader use the generator in JavaScript, which a program does not run: ' +
        'call them outside of the step and pass what they give',
    );
  }

  /** As {@link check}, for every generator that was seen. */
  checkAll(): void {
    for (const generator of this.states.keys()) this.check(generator);
  }
}
