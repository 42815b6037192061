import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { PageReport } from './page.ts';

/** The page's program as a bundler makes it for production: one minified module. */
export async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@chainrule/source'],
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

/** A page on this machine. */
export interface ServedPage {
  readonly url: string;
  /** What it posts. */
  readonly report: Promise<PageReport>;
  close(): Promise<void>;
}

/** Serves a page that runs a program, under a content security policy. */
export async function servePage(program: string, policy: string): Promise<ServedPage> {
  let post: (report: PageReport) => void;
  const report = new Promise<PageReport>((resolve) => {
    post = resolve;
  });
  const server = createServer(async (request, response) => {
    response.setHeader('Content-Security-Policy', policy);
    if (request.url === '/report') {
      post(JSON.parse(await text(request)) as PageReport);
      response.writeHead(204).end();
    } else if (request.url === '/page.js') {
      response.setHeader('Content-Type', 'text/javascript').end(program);
    } else {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(
        '<!doctype html><title>Page</title><script type="module" src="/page.js"></script>',
      );
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    report,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
