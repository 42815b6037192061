import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The name of the service worker's file, at the root of the site. */
const offlineWorkerFile = 'offline.js';

/** Pages of which there are too many, or too large ones, to keep unasked: they are kept once read. */
const keptOnceRead = /^(?:api|guide)(?:[/_]|$)/;

/**
 * Writes the service worker that lets the site be read, and its experiments be run, without a
 * network: the notebook from the first visit on, other pages once they were read.
 */
export async function writeOfflineWorker(outDir: string): Promise<void> {
  const all = await readdir(outDir, { recursive: true });
  const files = all.map((file) => file.replaceAll('\\', '/')).filter(isKept);
  const contents = await Promise.all(files.map((file) => readFile(join(outDir, file))));
  const version = createHash('sha256');
  for (const content of contents) version.update(content);
  await build({
    entryPoints: [fileURLToPath(new URL('./offline-worker.ts', import.meta.url))],
    outfile: join(outDir, offlineWorkerFile),
    bundle: true,
    minify: true,
    format: 'iife',
    define: {
      FILES: JSON.stringify(files.map(addressOf)),
      VERSION: JSON.stringify(version.digest('hex').slice(0, 16)),
    },
    logLevel: 'error',
  });
}

function isKept(file: string): boolean {
  const name = file.replace(/^assets\//, '');
  return /\.(?:html|js|css|woff2|svg)$/.test(file) && !keptOnceRead.test(name);
}

/** A page's address leaves out its ending, as links to it do. */
function addressOf(file: string): string {
  return `./${file.replace(/(?:^|(?<=\/))index\.html$/, '').replace(/\.html$/, '')}`;
}
