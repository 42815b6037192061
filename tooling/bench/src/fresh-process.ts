import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** What a program of the workspace had to say, and the most memory that it held. */
export interface Finished {
  readonly output: string;
  /** In bytes. */
  readonly peakMemory: number;
}

/** Has the process say at its end how much memory it held, in kilobytes, where nothing else is said. */
const sayPeak = "process.on('exit', () => process.send(process.resourceUsage().maxRSS))";

/**
 * Runs a program of the workspace in a process of its own, where nothing has been compiled yet and
 * nothing else takes memory.
 *
 * @throws {Error} with what it said on stderr, when it fails.
 */
export async function runFresh(entry: string, args: readonly string[]): Promise<Finished> {
  const preload = `data:text/javascript,${encodeURIComponent(sayPeak)}`;
  const child = spawn(
    process.execPath,
    ['--import', preload, 'tooling/run/run.mjs', entry, ...args],
    { cwd: workspace, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  let kilobytes = 0;
  child.on('message', (message) => {
    kilobytes = Number(message);
  });
  const [output, complaint, [code]] = await Promise.all([
    text(child.stdout as Readable),
    text(child.stderr as Readable),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(complaint.trim() || `${entry} failed`);
  return { output, peakMemory: 1024 * kilobytes };
}
