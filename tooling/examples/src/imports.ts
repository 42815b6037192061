import type { PublicPackage } from '@chainrule/workspace';
import ts from 'typescript';

/** Where names that an example uses without importing them come from: module by name, best first. */
export type Exports = ReadonlyMap<string, ReadonlySet<string>>;

/** The names that each of these modules exports, types included. */
export function exportsOf(program: ts.Program, modules: readonly string[]): Exports {
  const checker = program.getTypeChecker();
  return new Map(
    modules.map((module) => {
      const file = program.getSourceFile(module);
      const symbol = file && checker.getSymbolAtLocation(file);
      const names = symbol ? checker.getExportsOfModule(symbol).map(({ name }) => name) : [];
      return [module, new Set(names)];
    }),
  );
}

/** The imports that an example leaves to its reader, in one line, with the nearest module first. */
export function missingImports(code: string, exports: Exports, nearest: readonly string[]): string {
  const order = [...nearest, ...exports.keys()];
  const lines = [...freeNames(code)].flatMap((name) => {
    const module = order.find((path) => exports.get(path)?.has(name));
    return module === undefined ? [] : [`import { ${name} } from '${module}';`];
  });
  return lines.join(' ');
}

/** Imports of the packages replaced by imports of their sources. */
export function importSources(code: string, packages: readonly PublicPackage[]): string {
  const sources = new Map(
    packages.flatMap(({ entries }) => entries).map((entry) => [entry.specifier, entry.source]),
  );
  return code.replaceAll(
    /(\b(?:from|import)\s*\(?\s*)'([^'\n]+)'/g,
    (found, before: string, specifier: string) => {
      const source = sources.get(specifier);
      return source === undefined ? found : `${before}'${source}'`;
    },
  );
}

/** The names that a piece of code uses and does not declare. */
function freeNames(code: string): Set<string> {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node))
      (isDeclared(node) ? declared : isProperty(node) ? new Set() : used).add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('block.ts', code, ts.ScriptTarget.ESNext, true));
  return new Set([...used].filter((name) => !declared.has(name)));
}

function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    'name' in parent &&
    parent.name === node &&
    !ts.isPropertyAccessExpression(parent) &&
    !ts.isPropertyAssignment(parent) &&
    !ts.isShorthandPropertyAssignment(parent) &&
    !ts.isPropertyDeclaration(parent) &&
    !ts.isMethodDeclaration(parent) &&
    !ts.isPropertySignature(parent)
  );
}

function isProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) {
    return ('name' in parent ? parent.name : parent.right) === node;
  }
  const named =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isPropertySignature(parent);
  return named && parent.name === node;
}
