import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commonFlags } from '@chainrule/chromium';
import { servePage } from './serve.ts';

/** A page of a project. */
export interface Page {
  /** The folder that is served, from that of the project. */
  readonly folder: string;
  /** The page, from that folder. */
  readonly path: string;
  /** The content security policy that it is served with. */
  readonly csp?: string;
}

/** How long a page may take to report, in seconds: long, for machines that are busy with other things. */
const limit = 300;

/** Nothing of a person's own browser is used, and nothing is asked of any other machine. */
const flags = [...commonFlags, '--headless=new', '--disable-gpu', '--disable-dev-shm-usage'];

/**
 * Opens a page in a browser of its own, and gives the report that it sends.
 *
 * @throws {Error} when it sends none.
 */
export async function openPage(browser: string, project: string, page: Page): Promise<string> {
  const server = await servePage(join(project, page.folder), page.csp);
  const profile = mkdtempSync(join(tmpdir(), 'chainrule-browser-'));
  const url = `${server.origin}/${page.path}`;
  const child = spawn(browser, [...flags, `--user-data-dir=${profile}`, url], { detached: true });
  try {
    return await Promise.race([server.report, ended(child), outOfTime(() => server.asked)]);
  } catch (error) {
    const policy = page.csp === undefined ? '' : ` under ${page.csp}`;
    throw new Error(`${page.path}${policy}: ${(error as Error).message}`);
  } finally {
    await close(child);
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

function ended(child: ChildProcess): Promise<never> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  return new Promise((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      reject(new Error(`the browser ended with code ${code}: ${said.slice(-500)}`));
    });
  });
}

function outOfTime(asked: () => readonly string[]): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void =>
      reject(new Error(`no report in ${limit} s; it asked for ${asked().join(', ')}`));
    setTimeout(fail, limit * 1000).unref();
  });
}

/** Ends the browser with all of its processes, which write to its profile until they are gone. */
function close(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    // It was started detached, so it leads a group of its own.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else resolve();
  });
}
