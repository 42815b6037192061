/**
 * Writes `api/*.md`, one page a package, from the docstrings:
 *
 *     pnpm --filter @chainrule/docs reference
 *
 * The pages are made anew for each build, and not kept.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import {
  Application,
  type Context,
  Converter,
  type DeclarationReflection,
  ReflectionKind,
  type TypeDocOptions,
} from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { documentedPackages, packageLink, packageName } from './packages.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const pages = fileURLToPath(new URL('../../api', import.meta.url));

const folders = documentedPackages
  .map((name) => ({ name, entry: join(root, 'packages', name, 'src', 'index.ts') }))
  .filter(({ entry }) => existsSync(entry));

const options: Partial<TypeDocOptions & PluginOptions> = {
  name: 'API',
  basePath: root,
  // A name is explained where it comes from; the umbrella points there.
  entryPoints: folders.map(({ entry }) => entry),
  tsconfig: join(root, 'apps/docs/src/reference/tsconfig.json'),
  plugin: ['typedoc-plugin-markdown'],
  out: pages,
  cleanOutputDir: false,
  readme: 'none',
  // The type checker looks at the sources elsewhere; here it would do so a second time.
  skipErrorChecking: true,
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  disableSources: true,
  sort: ['source-order'],
  validation: { invalidLink: true, notExported: false, notDocumented: false },
  treatValidationWarningsAsErrors: true,
  router: 'module',
  entryFileName: 'index.md',
  mergeReadme: false,
  hidePageHeader: true,
  hideBreadcrumbs: true,
  hideGroupHeadings: false,
  useCodeBlocks: true,
  expandObjects: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  enumMembersFormat: 'table',
  propertiesFormat: 'table',
};

/** Modules by what users import. */
function nameModules({ project }: Context): void {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.Module)) {
    const folder = /^packages\/(.+?)\/src$/.exec(reflection.name)?.[1];
    if (folder !== undefined) reflection.name = packageName(folder);
  }
}

/** The first page: what each package is, in its own words. */
async function contents(): Promise<string> {
  const rows = await Promise.all(
    folders.map(async ({ name }) => {
      const text = await readFile(join(root, 'packages', name, 'package.json'), 'utf8');
      const { description } = JSON.parse(text) as { description: string };
      return `| [\`${packageName(name)}\`](${packageLink(name)}) | ${description} |`;
    }),
  );
  return [
    '# API',
    '',
    'One page a package, written from the docstrings. Names are PyTorch’s in camelCase, and what a function',
    "takes by keyword in PyTorch is an options object at its end. `import * as torch from 'chainrule'` has",
    'all of them, laid out like `torch`; each package can also be imported by itself.',
    '',
    '| Package | What it is |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** Each class shows its own members; what it has from another one is told there. */
function dropInherited({ project }: Context): void {
  const members = project.getReflectionsByKind(ReflectionKind.ClassMember);
  for (const member of members as DeclarationReflection[]) {
    const { inheritedFrom, signatures = [] } = member;
    const from = inheritedFrom ?? signatures.find((each) => each.inheritedFrom)?.inheritedFrom;
    // What only other classes of the package may call is told where it is declared first.
    const isDetail = member.flags.isProtected && member.overwrites !== undefined;
    if (from !== undefined || isDetail) project.removeReflection(member);
  }
}

// Once it is known what is inherited, and before members are put into groups.
const BEFORE_GROUPS = -99;

for (const file of await readdir(pages)) {
  if (file !== 'sidebar.ts') await rm(join(pages, file), { recursive: true });
}
const application = await Application.bootstrapWithPlugins(options as TypeDocOptions);
application.converter.on(Converter.EVENT_RESOLVE_BEGIN, nameModules);
application.converter.on(Converter.EVENT_RESOLVE_END, dropInherited, BEFORE_GROUPS);
const project = await application.convert();
if (project === undefined) process.exit(1);
application.validate(project);
await application.generateOutputs(project);
await writeFile(join(pages, 'index.md'), await contents());
if (application.logger.hasErrors()) process.exit(1);
