import { type FixtureCase, stepsOf } from '@chainrule/oracle/cases';
import type { DeviceType, Primitive } from '@chainrule/tensor';
import { demands, type Tolerance } from './primitives.ts';

const exact: Tolerance = { relative: 0, absolute: 0 };

/** The CPU computes in double precision and rounds once, or in PyTorch's own order. */
const onCpu: Readonly<Record<string, Tolerance>> = {
  float32: { relative: 1e-6, absolute: 1e-8 },
  float64: { relative: 1e-12, absolute: 1e-14 },
};

/** What several primitives in a row add up to on a GPU: a composite, or the gradient of anything. */
export const composed: Tolerance = { relative: 5e-6, absolute: 5e-6 };

/** The primitive that a case is about; undefined for a case of an operation. */
export function primitiveOf(fixture: FixtureCase): Primitive | undefined {
  const [first] = stepsOf(fixture);
  return first?.call === 'primitive' ? (first.op as Primitive) : undefined;
}

/** To these 0 and -0 are equal, so that either may come out. */
const extremes: ReadonlySet<Primitive> = new Set(['amax', 'amin', 'maximum', 'minimum']);

/** A sum begins at 0, an addition that compilers of shaders may drop, so that a sum of -0 stays that. */
const sums: ReadonlySet<Primitive> = new Set(['cumsum', 'sum']);

/** Whether 0 and -0 are told apart in the outputs of a case. */
export function tellsZerosApart(fixture: FixtureCase): boolean {
  const primitive = primitiveOf(fixture);
  return primitive !== undefined && !extremes.has(primitive) && !sums.has(primitive);
}

/** How far the outputs of a case may be from PyTorch's. */
export function outputTolerance(
  device: DeviceType,
  fixture: FixtureCase,
  dtype: string,
): Tolerance {
  if (!dtype.startsWith('float')) return exact;
  if (device === 'cpu') return onCpu[dtype] ?? exact;
  const primitive = primitiveOf(fixture);
  return primitive === undefined ? composed : demands[primitive].tolerance;
}

/** How far its gradients may be. */
export function gradientTolerance(device: DeviceType, dtype: string): Tolerance {
  return device === 'cpu' ? (onCpu[dtype] ?? exact) : composed;
}
