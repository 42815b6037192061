import { readdirSync, readFileSync } from 'node:fs';
import type { FixtureCase } from './fixture.ts';

const fixtures = new URL('../fixtures/', import.meta.url);

/** The parsed contents of a fixture, named by its path under `fixtures/`. */
export function loadFixture<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, fixtures), 'utf8')) as T;
}

/** Cases of operations, as users call them, or of primitives, as devices run them. */
export type Subject = 'ops' | 'primitives';

/** The names of the families of cases, in alphabetical order. */
export function families(subject: Subject = 'ops'): string[] {
  return readdirSync(new URL(`${subject}/`, fixtures))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/** The cases of one family. */
export function loadFamily(family: string, subject: Subject = 'ops'): FixtureCase[] {
  return loadFixture<{ cases: FixtureCase[] }>(`${subject}/${family}.json`).cases;
}
