interface NodeProcess {
  readonly versions?: { readonly node?: string };
  readonly env: { readonly CHAINRULE_NATIVE_MODULES?: string };
  cwd(): string;
}

/** A specifier that bundlers cannot read ahead, so that nothing native gets into a page. */
function importByName(specifier: string): Promise<unknown> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ specifier);
}

/** Imports `name` as a module in `folder` would. */
async function importFrom(folder: string, name: string): Promise<unknown> {
  const { createRequire } = (await importByName('node:module')) as {
    createRequire(file: string): { resolve(name: string): string };
  };
  const { pathToFileURL } = (await importByName('node:url')) as {
    pathToFileURL(path: string): { readonly href: string };
  };
  const path = createRequire(`${folder}/index.js`).resolve(name);
  return importByName(pathToFileURL(path).href);
}

/**
 * Finds an optional native module (`gl`, `webgpu`) where it is installed: beside this package, in the
 * folder that the program runs in, or in the `node_modules` folder that the environment variable
 * `CHAINRULE_NATIVE_MODULES` names.
 *
 * @returns what it exports, or `null` where it is not installed or does not load.
 */
export async function importNativeModule(name: string): Promise<unknown> {
  const { process } = globalThis as { readonly process?: NodeProcess };
  if (process?.versions?.node === undefined) return null;
  const folder = process.env.CHAINRULE_NATIVE_MODULES;
  const ways = [
    () => importByName(name),
    () => importFrom(process.cwd(), name),
    ...(folder ? [() => importFrom(folder, name)] : []),
  ];
  for (const way of ways) {
    try {
      const found = (await way()) as { readonly default?: unknown };
      return typeof found.default === 'function' ? found.default : found;
    } catch {
      // Not there, or not built for this machine: the next place may have it.
    }
  }
  return null;
}
