import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Times } from './measure.ts';

/** Debian's interpreter, the one that python3-torch installs into. */
const PYTHON = '/usr/bin/python3';

/** Work for PyTorch to time: a function of bench.py and its arguments. */
export interface PyTorchWork {
  readonly kind: string;
  readonly [argument: string]: string | number | boolean | readonly number[];
}

/** A PyTorch process on one thread, that times work as it is asked to. */
export class PyTorch {
  readonly version: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #complaint: Promise<string>;

  private constructor(
    version: string,
    process: ChildProcessWithoutNullStreams,
    lines: AsyncIterator<string>,
    complaint: Promise<string>,
  ) {
    this.version = version;
    this.#process = process;
    this.#lines = lines;
    this.#complaint = complaint;
  }

  /**
   * Starts PyTorch.
   *
   * @throws {Error} that says why it does not start, such as that it isn't installed.
   */
  static async start(): Promise<PyTorch> {
    const script = fileURLToPath(new URL('../bench.py', import.meta.url));
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      OPENBLAS_NUM_THREADS: '1',
      OMP_NUM_THREADS: '1',
    };
    // A core type set for something else would hold OpenBLAS back.
    delete env.OPENBLAS_CORETYPE;
    const child = spawn(PYTHON, [script], { env, stdio: 'pipe' });
    // Rejects where there is no such program.
    await once(child, 'spawn');
    const complaint = Promise.all([text(child.stderr), once(child, 'exit')]).then(
      ([said, [code, signal]]) => lastLine(said) || `it ended with ${signal ?? code}`,
    );
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done) throw new Error(await complaint);
    return new PyTorch(first.value, child, lines, complaint);
  }

  /**
   * How long one piece of work takes.
   *
   * @throws {Error} with PyTorch's own, when it cannot do it.
   */
  async times(work: PyTorchWork): Promise<Times> {
    this.#process.stdin.write(`${JSON.stringify(work)}\n`);
    const line = await this.#lines.next();
    if (line.done) throw new Error(`PyTorch stopped at ${work.kind}: ${await this.#complaint}`);
    return JSON.parse(line.value) as Times;
  }

  /** The best time of one piece of work, in seconds. */
  async seconds(work: PyTorchWork): Promise<number> {
    return (await this.times(work)).best;
  }

  /** Ends the process. */
  stop(): void {
    this.#process.stdin.end();
  }
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? '';
}
