import { ArgumentError } from '@chainrule/tensor';

let enabled = true;

/**
 * Whether operations are being recorded for gradients.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.is_grad_enabled.html
 */
export function isGradEnabled(): boolean {
  return enabled;
}

/**
 * Starts or stops recording from here on. Prefer `noGrad` and `enableGrad`, which put things back.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.set_grad_enabled.html
 */
export function setGradEnabled(mode: boolean): void {
  enabled = mode;
}

/** Runs `body` with recording on or off, and puts back what was, whatever happens. */
export function withGradMode<Result>(mode: boolean, body: () => Result): Result {
  const before = enabled;
  enabled = mode;
  try {
    const result = body();
    if (result instanceof Promise) {
      throw new ArgumentError(
        'noGrad and enableGrad take a function that is done when it returns; this one returned a ' +
          'promise, and what runs after its first await would not be covered',
      );
    }
    return result;
  } finally {
    enabled = before;
  }
}

/**
 * Runs `body` without recording for gradients, and returns what it returns.
 *
 * @example
 * ```ts
 * const weight = tensor([1, 2], { requiresGrad: true });
 * weight.mul(2).requiresGrad; // true
 * noGrad(() => weight.mul(2)).requiresGrad; // false
 * ```
 * @throws {ArgumentError} when `body` is asynchronous.
 * @see https://pytorch.org/docs/stable/generated/torch.no_grad.html
 */
export function noGrad<Result>(body: () => Result): Result {
  return withGradMode(false, body);
}

/**
 * Runs `body` with recording on, inside of a {@link noGrad}.
 *
 * @throws {ArgumentError} when `body` is asynchronous.
 * @see https://pytorch.org/docs/stable/generated/torch.enable_grad.html
 */
export function enableGrad<Result>(body: () => Result): Result {
  return withGradMode(true, body);
}
