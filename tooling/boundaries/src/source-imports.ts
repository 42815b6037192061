import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** An import, re-export or dynamic import in a source file. */
export interface SourceImport {
  /** The file it stands in, from the root of the workspace. */
  readonly file: string;
  /** What it names: `@chainrule/tensor`, or `./zeros.ts`. */
  readonly specifier: string;
}

/** Every import in the TypeScript under `folder`, tests included. */
export function readImports(root: string, folder: string): SourceImport[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => {
      const file = `${folder}/${path}`;
      const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'));
      return importedFiles.map(({ fileName }) => ({ file, specifier: fileName }));
    });
}
