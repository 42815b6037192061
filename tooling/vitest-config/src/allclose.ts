import { flatten } from './nested.ts';

/** How far apart two numbers may be and still count as equal. */
export interface Tolerance {
  /** Allowed difference relative to the expected value: 1e-6 unless said otherwise. */
  readonly rtol?: number;
  /** Allowed absolute difference: 1e-8 unless said otherwise. */
  readonly atol?: number;
  /** Whether NaN equals NaN: false unless said otherwise. */
  readonly equalNan?: boolean;
}

/** The outcome of a comparison, and what a failing assertion says about it. */
export interface AllcloseResult {
  readonly close: boolean;
  readonly report: string;
}

/** Whether two numbers, nested arrays, typed arrays or tensors are close, element by element. */
export function compareAllclose(
  received: unknown,
  expected: unknown,
  { rtol = 1e-6, atol = 1e-8, equalNan = false }: Tolerance = {},
): AllcloseResult {
  const a = flatten(received);
  const b = flatten(expected);
  if (formatShape(a.shape) !== formatShape(b.shape)) {
    return {
      close: false,
      report: `shapes differ: received ${formatShape(a.shape)}, expected ${formatShape(b.shape)}`,
    };
  }

  let mismatches = 0;
  let worst = -1;
  let worstExcess = 0;
  b.values.forEach((target, index) => {
    const value = a.values[index] ?? Number.NaN;
    const excess = excessOf(value, target, atol + rtol * Math.abs(target), equalNan);
    if (excess <= 0) return;
    mismatches++;
    if (excess <= worstExcess) return;
    worst = index;
    worstExcess = excess;
  });

  const tolerance = `rtol ${rtol}, atol ${atol}`;
  if (mismatches === 0) {
    return { close: true, report: `expected some element to differ by more than ${tolerance}` };
  }
  const place = b.shape.length === 0 ? '' : ` is ${formatShape(unravelIndex(worst, b.shape))}`;
  const value = a.values[worst] ?? Number.NaN;
  const target = b.values[worst] ?? Number.NaN;
  return {
    close: false,
    report:
      `${mismatches} of ${b.values.length} elements differ by more than ${tolerance}; the worst` +
      `${place}: received ${value}, expected ${target} (difference ${Math.abs(value - target)})`,
  };
}

/** By how much a pair exceeds the allowed difference: 0 when close, Infinity when hopeless. */
function excessOf(value: number, target: number, allowed: number, equalNan: boolean): number {
  if (Number.isNaN(value) && Number.isNaN(target)) return equalNan ? 0 : Number.POSITIVE_INFINITY;
  if (value === target) return 0;
  const difference = Math.abs(value - target);
  // An infinite target would allow any finite value, since its own tolerance is infinite too.
  if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
  return Math.max(0, difference - allowed);
}

function formatShape(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

function unravelIndex(flatIndex: number, shape: readonly number[]): number[] {
  const place: number[] = [];
  let rest = flatIndex;
  for (const length of shape.toReversed()) {
    place.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return place;
}
