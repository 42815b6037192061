import type { Plugin } from 'vitepress';

/** Whose classes print their names: modules as PyTorch prints them, optimizers, and errors that name either. */
const printing = /\/packages\/(?:nn|optim)\/src\/[^?]+\.ts$/;

const classHeader = /^(?:export )?(?:abstract )?class (\w+)[^{}]*\{/gm;

/** Gives classes their own names as a property. */
export function nameClasses(code: string): string {
  return code.replace(classHeader, (header, name: string) => `${header} static name = '${name}';`);
}

/** Keeps the names of classes that print them through minification: a net prints `Linear`, and not `t`. */
export function classNames(): Plugin {
  return {
    name: 'chainrule-class-names',
    enforce: 'pre',
    transform: (code, id) =>
      printing.test(id) ? { code: nameClasses(code), map: null } : undefined,
  };
}
