/** The manifest of a published package, in the order that its fields are written. */
export interface Manifest {
  name: string;
  version: string;
  description: string;
  license: string;
  repository?: Repository;
  type: 'module';
  sideEffects: boolean | string[];
  engines: Record<string, string>;
  files: string[];
  exports: Record<string, ExportConditions>;
  publishConfig: {
    access: 'public';
    exports: Record<string, Omit<ExportConditions, '@chainrule/source'>>;
  };
  scripts: Record<string, string>;
  dependencies?: Record<string, string>;
  [other: string]: unknown;
}

/** How one entry point of a package is found. */
export interface ExportConditions {
  /** The module it is written as, for the workspace itself. */
  '@chainrule/source': string;
  /** Its declarations. */
  types: string;
  /** The built module. */
  default: string;
}

/** Where the source of a package is kept. */
export interface Repository {
  type: string;
  url: string;
  directory?: string;
}

/** What the packages of a workspace have in common. */
export interface WorkspaceManifest {
  license: string;
  engines: Record<string, string>;
  repository?: Repository;
}

/** What only one package has. */
export interface PackageSpec {
  /** The name of its folder under `packages/`. */
  readonly folder: string;
  /** The name it is published under. */
  readonly name: string;
  /** What it is, in one line. */
  readonly description: string;
}

/** The manifest of a new package, or that of `existing` brought to the same form. */
export function packageManifest(
  { folder, name, description }: PackageSpec,
  workspace: WorkspaceManifest,
  existing: Partial<Manifest> = {},
): Manifest {
  const sources = Object.entries(existing.exports ?? { '.': sourceConditions('./src/index.ts') });
  const exports = Object.fromEntries(
    sources.map(([path, conditions]) => [path, sourceConditions(conditions['@chainrule/source'])]),
  );
  return {
    name,
    version: existing.version ?? '0.0.0',
    description,
    license: workspace.license,
    ...repositoryOf(workspace, folder),
    type: 'module',
    sideEffects: existing.sideEffects ?? false,
    engines: workspace.engines,
    files: existing.files ?? ['dist'],
    exports,
    publishConfig: { access: 'public', exports: publishedExports(exports) },
    scripts: { ...existing.scripts, build: existing.scripts?.build ?? 'tsup', ...checkScript },
    ...remaining(existing),
  };
}

/** Packs the package as it would be published, and has what came out checked. */
const checkScript = {
  'check:package': [
    'pnpm pack --out .pack/package.tgz',
    'publint --strict .pack/package.tgz',
    'attw --profile esm-only .pack/package.tgz',
  ].join(' && '),
};

function sourceConditions(source: string): ExportConditions {
  const built = source.replace('./src/', './dist/').replace(/\.ts$/, '');
  return { '@chainrule/source': source, types: `${built}.d.ts`, default: `${built}.js` };
}

function publishedExports(
  exports: Record<string, ExportConditions>,
): Manifest['publishConfig']['exports'] {
  return Object.fromEntries(
    Object.entries(exports).map(([path, { types, default: built }]) => [
      path,
      { types, default: built },
    ]),
  );
}

function repositoryOf({ repository }: WorkspaceManifest, folder: string): Partial<Manifest> {
  return repository ? { repository: { ...repository, directory: `packages/${folder}` } } : {};
}

/** The fields that a package keeps as it has them. */
function remaining(existing: Partial<Manifest>): Partial<Manifest> {
  const written = new Set([
    ...['name', 'version', 'description', 'license', 'repository', 'type', 'sideEffects'],
    ...['engines', 'files', 'exports', 'publishConfig', 'scripts'],
  ]);
  return Object.fromEntries(Object.entries(existing).filter(([field]) => !written.has(field)));
}
