import { Generator } from './generator.ts';

/**
 * The generator that every random function draws from unless it is given another.
 *
 * It starts from PyTorch's default seed, so an unseeded program repeats itself; call
 * {@link seed} for numbers that differ from run to run.
 */
export const defaultGenerator: Generator = new Generator();

/**
 * Seeds the default generator, as `torch.manual_seed` does, and returns it.
 *
 * @throws {ArgumentError} when `seed` is no integer from -2^63 to 2^64 - 1.
 * @example
 * ```ts
 * manualSeed(777);
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.manual_seed.html
 */
export function manualSeed(seed: number | bigint): Generator {
  return defaultGenerator.manualSeed(seed);
}

/** Seeds the default generator unpredictably and returns the seed. */
export function seed(): bigint {
  return defaultGenerator.seed();
}

/** The seed that the default generator was last started from. */
export function initialSeed(): bigint {
  return defaultGenerator.initialSeed();
}

/**
 * The default generator's state, the 5056 bytes of `torch.get_rng_state()`.
 *
 * @example
 * ```ts
 * const state = getRngState();
 * const first = defaultGenerator.random();
 * setRngState(state);
 * defaultGenerator.random() === first; // true
 * ```
 */
export function getRngState(): Uint8Array {
  return defaultGenerator.getState();
}

/**
 * Puts the default generator back into a state from {@link getRngState}, or from PyTorch.
 *
 * @throws {FileFormatError} when the bytes describe no state.
 */
export function setRngState(state: Uint8Array): void {
  defaultGenerator.setState(state);
}
