import { AutogradError, isnan, type Tensor, userFrames } from '@chainrule/tensor';
import type { Node } from './node.ts';

let detecting = false;

/** Whether anomaly mode is on. */
export function isAnomalyDetected(): boolean {
  return detecting;
}

/**
 * Turns anomaly mode on or off. While it is on, every recorded operation remembers where it was
 * called, and a backward pass that makes a NaN throws, naming that line. It is slow: for finding
 * a mistake, not for training.
 *
 * @see https://pytorch.org/docs/stable/autograd.html#anomaly-detection
 */
export function setDetectAnomaly(mode: boolean): void {
  detecting = mode;
}

/**
 * Runs `body` in anomaly mode; see {@link setDetectAnomaly}.
 *
 * @example
 * ```ts
 * const x = tensor(0, { requiresGrad: true });
 * detectAnomaly(() => x.mul(0).log().mul(0).backward()); // throws AutogradError: LogBackward0 made a NaN ...
 * ```
 */
export function detectAnomaly<Result>(body: () => Result): Result {
  const before = detecting;
  detecting = true;
  try {
    return body();
  } finally {
    detecting = before;
  }
}

/** Remembers where the user's code called the operation that `node` stands for. */
export function rememberCaller(node: Node): void {
  node.stack = userFrames().join('\n');
}

/** Throws if a gradient that `node` computed is NaN anywhere. */
export function checkForNaN(node: Node, gradients: readonly (Tensor | null)[]): void {
  gradients.forEach((gradient, input) => {
    if (gradient === null || isnan(gradient.detach()).any().item() === 0) return;
    const [line = '(operation recorded before anomaly mode was on)'] = (node.stack ?? '').split(
      '\n',
    );
    throw new AutogradError(
      `${node.name} made a NaN in the gradient of its input ${input}; ` +
        `the forward operation was called ${line}`,
    );
  });
}
