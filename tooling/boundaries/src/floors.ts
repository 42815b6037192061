import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The floor of each package and app, by its folder: `{ 'packages/tensor': 0 }`. */
export type Floors = Readonly<Record<string, number>>;

/** Where a workspace keeps its floors, from its root. */
export const floorsPath = 'tooling/boundaries/floors.json';

/** The floors of the workspace at `root`. */
export function readFloors(root: string): Floors {
  return JSON.parse(readFileSync(join(root, floorsPath), 'utf8')) as Floors;
}
