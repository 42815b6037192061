import { ArgumentError } from '../errors.ts';

/** A range of one dim, as Python writes `start:stop:step` inside an index. */
export class Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;

  constructor(start: number | null, stop: number | null, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/**
 * A range to index with: `slice(1, 3)` is Python's `1:3`, `slice()` is `:`. Negative bounds count
 * from the end, and bounds beyond it stop there.
 *
 * @param start - the first place. Default: 0.
 * @param stop - the place after the last. Default: the end.
 * @param step - how far apart, 1 or more. Default 1.
 * @example
 * ```ts
 * arange(6).index(slice(1, null, 2)); // tensor([1, 3, 5], dtype=torch.int32)
 * ```
 * @throws {ArgumentError} when a bound is not whole, or the step is below 1.
 */
export function slice(
  start: number | null = null,
  stop: number | null = null,
  step: number | null = null,
): Slice {
  const whole = [start, stop, step].every((value) => value === null || Number.isInteger(value));
  if (!whole || (step !== null && step < 1)) {
    throw new ArgumentError(
      `slice takes whole bounds and a step of 1 or more; got (${start}, ${stop}, ${step}); ` +
        'to go backwards, flip the result',
    );
  }
  return new Slice(start, stop, step ?? 1);
}

/** Where a slice begins, and how many places it takes, in a dim of the given length. */
export function sliceBounds(range: Slice, length: number): { start: number; size: number } {
  const place = (bound: number): number =>
    Math.min(Math.max(bound < 0 ? bound + length : bound, 0), length);
  const start = place(range.start ?? 0);
  const stop = place(range.stop ?? length);
  return { start, size: Math.max(Math.ceil((stop - start) / range.step), 0) };
}
