import {
  describe,
  namesOf,
  peerPackages,
  templateFiles,
  testPackages,
} from 'create-chainrule-layer';
import { createPackage } from './create-package.ts';

/** A layer to lay down in the workspace, and the floor of its package. */
export interface NewLayerPackage {
  /** Its name in kebab-case, such as `gated-linear`. */
  readonly name: string;
  readonly description: string;
  readonly floor: number;
}

function inWorkspace(packages: readonly string[]): Record<string, string> {
  return Object.fromEntries(packages.map((name) => [name, 'workspace:^']));
}

/**
 * Lays down `packages/contrib-NAME` with a layer, as `create-chainrule-layer` does outside of the
 * workspace, and registers its floor.
 *
 * @returns the paths that were written, from the root.
 * @throws {Error} when there is a package of that name, or a name cannot be used.
 */
export function createLayerPackage(
  root: string,
  { name, description, floor }: NewLayerPackage,
): string[] {
  const folder = `contrib-${name}`;
  const names = namesOf(name, `@chainrule/${folder}`);
  const { className, functionName, packageName } = names;
  const files = templateFiles(names);
  const shown = [className, functionName].map((each) => `'${each}'`).join(', ');
  const namesTest = `import * as layer from '${packageName}';
import { expect, it } from 'vitest';

it('${packageName} exports these names', () => {
  expect(Object.keys(layer).sort()).toEqual([${shown}]);
});
`;
  const spec = { folder, name: packageName, description, floor };
  return createPackage(root, spec, {
    files: {
      ...files,
      'README.md': describe(files['README.md'] as string, description),
      'src/index.test.ts': namesTest,
    },
    manifest: {
      scripts: { demo: `tsup --silent && node demo/${name}.js` },
      peerDependencies: inWorkspace(peerPackages),
      devDependencies: inWorkspace(testPackages),
    },
  });
}
