import type { PublicPackage } from '@chainrule/workspace';
import ts from 'typescript';
import { type Declarations, emittedDeclarations, printDeclaration } from './declarations.ts';

/** What every package gives to those who import it, as Markdown. */
export function apiReports(packages: readonly PublicPackage[]): Map<PublicPackage, string> {
  const entries = packages.flatMap((each) => each.entries.map(({ source }) => source));
  const program = ts.createProgram(entries, compilerOptions);
  const checker = program.getTypeChecker();
  const describe = describer(checker, emittedDeclarations(program), packages);
  return new Map(
    packages.map((each) => {
      const sections = each.entries.map(({ specifier, source }) => {
        const module = checker.getSymbolAtLocation(program.getSourceFile(source) as ts.SourceFile);
        const lines = module === undefined ? [] : describe(module, each);
        return `## ${specifier}\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n`;
      });
      return [each, `# The API of ${each.name}\n\n${note}\n\n${sections.join('\n')}`];
    }),
  );
}

const note =
  'Recorded by `pnpm api --update`, for reviews: a line that goes or changes breaks someone.';

/** Gives the lines that tell what a module exports, as seen from the package that it is in. */
function describer(
  checker: ts.TypeChecker,
  emitted: ReadonlyMap<string, Declarations>,
  packages: readonly PublicPackage[],
): (module: ts.Symbol, own: PublicPackage) => string[] {
  const describe = (module: ts.Symbol, own: PublicPackage): string[] => {
    const exports = checker.getExportsOfModule(module);
    exports.sort((a, b) => (a.name < b.name ? -1 : 1));
    return exports.flatMap((symbol) => describeExport(symbol, own));
  };

  const describeExport = (symbol: ts.Symbol, own: PublicPackage): string[] => {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    const [declaration] = target.declarations ?? [];
    if (declaration === undefined) return [`unresolved ${symbol.name}`];
    const { fileName } = declaration.getSourceFile();
    const home = packages.find(({ directory }) => fileName.startsWith(`${directory}/`));
    if (home !== undefined && home !== own) {
      const from = ts.isSourceFile(declaration) ? `* as ${symbol.name}` : symbol.name;
      return [`export ${from} from '${home.name}';`];
    }
    if (ts.isSourceFile(declaration)) {
      const inner = describe(target, own).flatMap((text) => text.split('\n'));
      return [`namespace ${symbol.name} {\n${inner.map((line) => `    ${line}`).join('\n')}\n}`];
    }
    const statements = emitted.get(fileName)?.get(target.name) ?? [];
    if (statements.length === 0) return [`unresolved ${symbol.name}`];
    const texts = statements.map(printDeclaration);
    const derived = derivedMembers(target);
    const renamed = symbol.name === target.name ? [] : [`${target.name} as ${symbol.name}:`];
    return [...renamed, ...texts, ...derived];
  };

  /** The members that no declaration spells out: those of a merged interface, or of a mapped type. */
  const derivedMembers = (symbol: ts.Symbol): string[] => {
    const isMerged = (symbol.flags & ts.SymbolFlags.Class) !== 0;
    const interfaces = (symbol.declarations ?? []).filter(ts.isInterfaceDeclaration);
    const inherits = interfaces.some(({ heritageClauses = [] }) =>
      heritageClauses.some(({ types }) =>
        types.some(({ typeArguments }) => isMerged || typeArguments !== undefined),
      ),
    );
    if (!inherits) return [];
    const spelledOut = new Set(symbol.members?.keys());
    return checker
      .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
      .filter(({ escapedName }) => !spelledOut.has(escapedName))
      .map((member) => {
        const type = checker.getTypeOfSymbol(member);
        return `${symbol.name}.${member.name}: ${checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)}`;
      })
      .sort();
  };
  return describe;
}

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ['@chainrule/source'],
  allowImportingTsExtensions: true,
  emitDeclarationOnly: true,
  declaration: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  types: ['node'],
};
