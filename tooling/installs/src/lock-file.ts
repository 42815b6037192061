/** The part of npm's lock file that says where each package came from. */
export interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly resolved?: string; readonly link?: boolean }>
  >;
}

/** Those of `names` that were not installed from a tarball on this machine, with where they came from. */
export function foreignPackages(lock: LockFile, names: readonly string[]): string[] {
  return Object.entries(lock.packages).flatMap(([path, { resolved = 'nowhere', link = false }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (!names.includes(name)) return [];
    return resolved.startsWith('file:') && resolved.endsWith('.tgz') && !link
      ? []
      : [`${name} from ${resolved}`];
  });
}
