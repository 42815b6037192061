import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** A folder on a port of its own. */
export interface Server {
  readonly origin: string;
  /** What the page sends to `/report`. */
  readonly report: Promise<string>;
  /** The paths that were asked for. */
  readonly asked: string[];
  close(): void;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
};

/** Serves a folder to this machine alone, with a content security policy if one is given. */
export async function servePage(folder: string, csp?: string): Promise<Server> {
  const asked: string[] = [];
  let deliver: (report: string) => void = () => {};
  const report = new Promise<string>((resolve) => {
    deliver = resolve;
  });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/report') {
      deliver((await request.setEncoding('utf8').toArray()).join(''));
      response.end();
      return;
    }
    asked.push(pathname);
    try {
      const body = await readFile(join(folder, normalize(pathname)));
      response.setHeader('content-type', types[extname(pathname)] ?? 'application/octet-stream');
      if (csp !== undefined) response.setHeader('content-security-policy', csp);
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    report,
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
