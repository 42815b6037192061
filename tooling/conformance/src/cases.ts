import { families, loadFamily } from '@chainrule/oracle';
import { type FixtureCase, stepsOf } from '@chainrule/oracle/cases';
import type { Primitive } from '@chainrule/tensor';
import { demands } from './primitives.ts';
import { primitiveOf } from './tolerance.ts';

/** Every primitive, in the order of the table. */
export const primitives = (Object.keys(demands) as Primitive[]).filter(
  // Those from outside answer to the packages that bring them.
  (primitive) => primitive !== 'custom',
);

/** The cases of every primitive. */
export function casesOfPrimitives(): ReadonlyMap<Primitive, readonly FixtureCase[]> {
  const all = families('primitives').flatMap((family) => loadFamily(family, 'primitives'));
  const casesOf = (primitive: Primitive): FixtureCase[] =>
    all.filter((fixture) => primitiveOf(fixture) === primitive);
  return new Map(primitives.map((primitive) => [primitive, casesOf(primitive)]));
}

/**
 * The cases of every family of operations; of `1 / share` of them, evenly spread, where all would
 * take too long.
 */
export function casesOfOperations(share: number): ReadonlyMap<string, readonly FixtureCase[]> {
  const taken = (family: string): FixtureCase[] =>
    loadFamily(family).filter((_, place) => place % share === 0);
  return new Map(families().map((family) => [family, taken(family)]));
}

/** Whether a case asks for gradients. */
export function hasGradient(fixture: FixtureCase): boolean {
  return fixture.gradients?.some((gradient) => gradient !== null) ?? false;
}

/** The dtypes of a case: of its inputs, or of what it makes from none. */
export function dtypesOf(fixture: FixtureCase): string[] {
  const created = stepsOf(fixture).map(({ options }) => options?.dtype);
  return [...fixture.inputs.map(({ dtype }) => dtype), ...created].filter(
    (dtype) => typeof dtype === 'string',
  );
}
