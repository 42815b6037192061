import { gzipSync } from 'node:zlib';
import { workspaceRoot } from '@chainrule/workspace';
import { build } from 'esbuild';

/** What a bundler makes of some imports. */
export interface Bundle {
  /** Its size in kB of 1000 bytes, minified and gzipped. */
  readonly kilobytes: number;
  /** The bytes that each module has in it, by its path from the root of the repository. */
  readonly modules: ReadonlyMap<string, number>;
}

/**
 * Bundles these imports for a browser, as a program that uses all of them would have them.
 *
 * It is made from source, which esbuild only strips of its types, so that nothing has to be built before.
 */
export async function bundle(imports: Readonly<Record<string, string>>): Promise<Bundle> {
  const used: string[] = [];
  const lines = Object.entries(imports).map(([specifier, names], index) => {
    used.push(names === '*' ? `all${index}` : names);
    const clause = names === '*' ? `* as all${index}` : `{ ${names} }`;
    return `import ${clause} from '${specifier}';`;
  });
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `${lines.join('\n')}\nconsole.log(${used.join(', ')});`,
      // This tool depends on every package, so that each is found from here.
      resolveDir: `${workspaceRoot}/tooling/sizes`,
    },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outfile: 'bundle.js',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@chainrule/source'],
    absWorkingDir: workspaceRoot,
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  const modules = Object.entries(output?.inputs ?? {}).map(
    ([path, { bytesInOutput }]): [string, number] => [path, bytesInOutput],
  );
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild gave no file');
  return {
    kilobytes: gzipSync(file.contents, { level: 9 }).length / 1000,
    modules: new Map(modules.filter(([, bytes]) => bytes > 0)),
  };
}
