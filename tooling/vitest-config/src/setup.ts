import { expect } from 'vitest';
import { compareAllclose, type Tolerance } from './allclose.ts';

declare module 'vitest' {
  interface Matchers<T> {
    /**
     * Passes when the shapes are the same and every element is close to the expected one:
     * `|received - expected| <= atol + rtol * |expected|`.
     *
     * @see https://pytorch.org/docs/stable/generated/torch.allclose.html
     */
    toBeAllclose(expected: unknown, tolerance?: Tolerance): T;
  }
}

expect.extend({
  toBeAllclose(received: unknown, expected: unknown, tolerance?: Tolerance) {
    const { close, report } = compareAllclose(received, expected, tolerance);
    return { pass: close, message: () => report };
  },
});
