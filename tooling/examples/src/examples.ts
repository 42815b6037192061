import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PublicPackage, publicPackages, workspaceRoot } from '@chainrule/workspace';
import ts from 'typescript';
import type { Block } from './blocks.ts';
import { type Claim, instrument } from './claims.ts';
import { allBlocks } from './find.ts';
import { type Exports, exportsOf, importSources, missingImports } from './imports.ts';

/** A block of TypeScript as a module that can be checked and run. */
export interface Example extends Block {
  /** The module on this machine. */
  readonly module: string;
  readonly claims: readonly Claim[];
  /** What the type checker says of it. */
  readonly problems: readonly string[];
}

/** Where examples become modules: inside the repository, so that they resolve what it has installed. */
const generated = fileURLToPath(new URL('../generated/', import.meta.url));
const recorder = fileURLToPath(new URL('./recorder.ts', import.meta.url));

/** Declares the matchers that tests have besides vitest's. */
const matchers = join(workspaceRoot, 'tooling/vitest-config/src/setup.ts');

/** Writes every TypeScript block as a module, and has all of them checked at once. */
export function makeExamples(): Example[] {
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(generated, { recursive: true });
  const packages = publicPackages();
  const entries = packages.flatMap((each) => each.entries.map(({ source }) => source));
  const blocks = allBlocks().filter(({ language }) => language === 'ts');
  const files = [...new Set(blocks.map(({ file }) => file))].filter((file) => file.endsWith('.ts'));
  const sources = files.map((file) => join(workspaceRoot, file));

  const program = ts.createProgram([...entries, ...sources], compilerOptions());
  const exports = exportsOf(program, [...entries, ...sources]);
  const modules = blocks.map((block) => {
    const { code, claims } = instrument(block.code);
    const imports = block.file.endsWith('.md') ? '' : importsFor(block, packages, exports);
    const head = `import * as __example from '${recorder}'; ${imports}`;
    const module = join(generated, `${block.file.replaceAll(/[/.]/g, '-')}-${block.line}.ts`);
    writeFileSync(module, `${head}\n${importSources(code, packages)}\nexport {};\n`);
    return { ...block, module, claims };
  });

  const checked = ts.createProgram(
    [matchers, ...modules.map(({ module }) => module)],
    compilerOptions(),
    undefined,
    program,
  );
  return modules.map((each) => ({ ...each, problems: problemsOf(each, checked) }));
}

/** A docstring stands beside what it documents, so its example need not say where that is from. */
function importsFor(block: Block, packages: readonly PublicPackage[], exports: Exports): string {
  const own = packages.find(({ folder }) => block.file.startsWith(`${folder}/`));
  const nearest = [
    join(workspaceRoot, block.file),
    ...(own?.entries ?? []).map(({ source }) => source),
  ];
  return missingImports(block.code, exports, nearest);
}

function problemsOf({ module, line }: Block & { module: string }, program: ts.Program): string[] {
  const file = program.getSourceFile(module);
  return ts.getPreEmitDiagnostics(program, file).map(({ messageText, start = 0 }) => {
    // The first line holds the imports.
    const at = (file?.getLineAndCharacterOfPosition(start).line ?? 0) - 1 + line;
    return `line ${at}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

function compilerOptions(): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    customConditions: ['@chainrule/source'],
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    typeRoots: [join(workspaceRoot, 'node_modules/@types')],
    types: ['node'],
  };
}
