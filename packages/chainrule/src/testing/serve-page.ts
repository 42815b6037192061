import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { PageReport } from './page.ts';

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
