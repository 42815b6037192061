import { difference, elements } from './compare.ts';
import { decodeNumber, type EncodedResult, type EncodedValue } from './fixture.ts';
import { isTensor, type TensorLike } from './torch.ts';

/** Compares one output: its values, and whether it carries a graph when any input does. */
export function checkOutput(
  what: string,
  actual: unknown,
  expected: EncodedResult | EncodedValue | null,
  tracks: boolean,
): void {
  if (expected === null) return;
  if ('value' in expected) {
    checkValue(what, actual, expected);
    return;
  }
  if (!isTensor(actual)) throw new Error(`${what} is ${String(actual)}, not a tensor`);
  const problem = difference(actual, expected);
  if (problem) throw new Error(`${what}: ${problem}`);
  if (tracks && actual.requiresGrad !== (expected.grad ?? false)) {
    throw new Error(
      `${what} has requiresGrad ${actual.requiresGrad}, not ${expected.grad ?? false}`,
    );
  }
}

function checkValue(what: string, actual: unknown, expected: EncodedValue): void {
  const value = typeof expected.value === 'boolean' ? expected.value : decodeNumber(expected.value);
  if (!Object.is(actual, value)) throw new Error(`${what} is ${String(actual)}, not ${value}`);
}

/** Compares a gradient, which is null where PyTorch has none. */
export function checkGradient(
  what: string,
  actual: TensorLike | null | undefined,
  expected: EncodedResult | null,
): void {
  if (!expected) {
    if (actual) throw new Error(`${what} is ${elements(actual)}, and PyTorch has none`);
    return;
  }
  if (!actual) throw new Error(`${what} is missing`);
  const problem = difference(actual, expected);
  if (problem) throw new Error(`${what}: ${problem}`);
}

/**
 * Compares a second gradient. Where it is zero everywhere, whether it exists depends on how a rule
 * is written, so there zero and none are alike.
 */
export function checkSecond(
  what: string,
  actual: TensorLike | null | undefined,
  expected: EncodedResult | null,
): void {
  const nothing = (values: readonly unknown[]): boolean => values.every((value) => value === 0);
  if (!expected && actual && nothing(elements(actual))) return;
  if (!actual && expected && nothing(expected.data)) return;
  checkGradient(what, actual, expected);
}
