/** What is wrong with the files of a tarball, by their paths in it. */
export function wrongContents(paths: readonly string[]): string[] {
  const required = ['package/package.json', 'package/README.md', 'package/LICENSE'];
  const missing = required.filter((path) => !paths.includes(path)).map((path) => `no ${path}`);
  const unwanted = paths
    // What a generator lays down has tests of its own.
    .filter((path) => !path.startsWith('package/template/'))
    .filter((path) => /\.(test|bench)\.|\/testing\/|\/fixtures\/|^package\/src\//.test(path))
    .map((path) => `${path} is published`);
  const isBuilt = paths.some((path) => /^package\/dist\/.*\.js$/.test(path));
  return [...missing, ...unwanted, ...(isBuilt ? [] : ['nothing in package/dist'])];
}
