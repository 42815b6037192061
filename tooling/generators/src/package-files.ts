import {
  type Manifest,
  type PackageSpec,
  packageManifest,
  type WorkspaceManifest,
} from './manifest.ts';

/** The files of a new package, by their path inside it. */
export function packageFiles(
  spec: PackageSpec,
  workspace: WorkspaceManifest,
  manifest: Partial<Manifest> = {},
): Record<string, string> {
  return {
    'package.json': toJson(packageManifest(spec, workspace, manifest)),
    'tsup.config.ts': tsupConfig,
    'README.md': readme(spec),
    'src/index.ts': 'export {};\n',
    'src/index.test.ts': publicNamesTest(spec),
  };
}

/** JSON as the workspace keeps it in files. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const tsupConfig = `import type { Options } from 'tsup';
import { packageConfig } from '../../tooling/tsup-config/src/index.ts';

const config: Options = packageConfig();

export default config;
`;

function readme({ folder, name, description }: PackageSpec): string {
  const identifier = toIdentifier(folder);
  return `# ${name}

${description}.

\`\`\`sh
npm install ${name}
\`\`\`

## Example

\`\`\`ts
import * as ${identifier} from '${name}';

console.log(Object.keys(${identifier}));
\`\`\`

Part of [Chainrule](../../README.md). MIT licensed.
`;
}

function publicNamesTest({ folder, name }: PackageSpec): string {
  const identifier = toIdentifier(folder);
  return `import { expect, it } from 'vitest';
import * as ${identifier} from './index.ts';

it('${name} exports these names', () => {
  expect(Object.keys(${identifier}).sort()).toMatchInlineSnapshot('[]');
});
`;
}

/** `kernels-cpu` -> `kernelsCpu`. */
function toIdentifier(folder: string): string {
  return folder.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
