/** The packages with a page in the reference, from the lowest floor to the one that has all. */
export const documentedPackages = [
  'tensor',
  'autograd',
  'init',
  'nn',
  'optim',
  'datasets',
  'compile',
  'serialize',
  'experiments',
  'kernels-cpu',
  'kernels-gpu',
  'chainrule',
] as const;

/** Packages with namespaces, whose pages are folders. */
const folders: readonly string[] = ['nn', 'optim', 'datasets', 'kernels-cpu', 'chainrule'];

/** The page of a package. */
export function packageLink(folder: string): string {
  return `/api/${packageName(folder)}${folders.includes(folder) ? '/' : ''}`;
}

/** What users import. */
export function packageName(folder: string): string {
  return folder === 'chainrule' ? folder : `@chainrule/${folder}`;
}
