import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const app = fileURLToPath(new URL('../..', import.meta.url));
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const execute = promisify(execFile);

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The built site behind a server of this machine. */
export interface Site {
  /** Where the site's files are. */
  readonly folder: string;
  readonly origin: string;
  close(): Promise<void>;
}

/** Builds the site into a folder of its own, which goes with the server. */
export async function buildAndServe(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'chainrule-site-'));
  await buildInto(folder);
  const site = await serve(folder);
  return {
    ...site,
    close: async () => {
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Builds the site. */
async function buildInto(folder: string): Promise<void> {
  // The reference is written by each build, before the pages.
  const run = join(root, 'tooling/run/run.mjs');
  await execute('node', [run, join(app, 'src/reference/write.ts')], { cwd: app });
  const vitepress = join(app, 'node_modules/vitepress/bin/vitepress.js');
  await execute('node', [vitepress, 'build', '--outDir', folder], { cwd: app });
}

/** Serves a built site as a static host does. */
export async function serve(folder: string): Promise<Site> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const found = await findFile(folder, path);
    const file = found ?? join(folder, '404.html');
    response.writeHead(found === undefined ? 404 : 200, {
      'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
      'Content-Length': (await stat(file)).size,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    folder,
    // Browsers trust this name as they trust HTTPS, so there are caches and service workers.
    origin: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The file of a path, whose ending a page's address leaves out. */
async function findFile(folder: string, path: string): Promise<string | undefined> {
  const base = join(folder, path);
  for (const file of [base, `${base}.html`, join(base, 'index.html')]) {
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return file;
  }
  return undefined;
}

/** The events of a run on the command line. */
export async function runOnCommandLine(...options: readonly string[]): Promise<CliEvent[]> {
  const { stdout } = await execute(
    'node',
    ['tooling/run/run.mjs', 'apps/cli/src/main.ts', 'run', ...options, '--json'],
    { cwd: root, maxBuffer: 2 ** 28 },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** What the tests read of an event. */
export interface CliEvent {
  readonly type: string;
  readonly [name: string]: unknown;
}
