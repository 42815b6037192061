/** The manifest of a package, with where its source is kept, unless it says so itself. */
export function withRepository(
  manifest: Readonly<Record<string, unknown>>,
  folder: string,
  url: string,
): Record<string, unknown> {
  if ('repository' in manifest) return { ...manifest };
  return { ...manifest, repository: { type: 'git', url: `git+${url}.git`, directory: folder } };
}
