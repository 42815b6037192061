import { describe, it } from 'vitest';
import { library } from './library.ts';
import { families, loadFamily } from './load.ts';
import { runCase } from './run-case.ts';

describe.each(families())('%s agrees with PyTorch', (family) => {
  for (const fixture of loadFamily(family)) it(fixture.name, () => runCase(library, fixture));
});
