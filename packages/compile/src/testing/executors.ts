import { accelerate } from '@chainrule/kernels-cpu';
import { afterAll, beforeAll, describe } from 'vitest';

/** Runs a suite with the plain kernels, and again with those in WebAssembly. */
export function describeExecutors(name: string, suite: () => void): void {
  describe(`${name}, by the plain kernels`, suite);
  describe(`${name}, in WebAssembly`, () => {
    let restore: () => void;
    beforeAll(() => {
      restore = accelerate();
    });
    afterAll(() => restore());
    suite();
  });
}
