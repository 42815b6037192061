import { readdirSync, readFileSync } from 'node:fs';
import type { FixtureCase } from './fixture.ts';

const fixtures = new URL('../fixtures/', import.meta.url);

/** The parsed contents of a fixture, named by its path under `fixtures/`. */
export function loadFixture<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, fixtures), 'utf8')) as T;
}

/** The names of the families of operation cases, in alphabetical order. */
export function families(): string[] {
  return readdirSync(new URL('ops/', fixtures))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/** The cases of one family. */
export function loadFamily(family: string): FixtureCase[] {
  return loadFixture<{ cases: FixtureCase[] }>(`ops/${family}.json`).cases;
}
