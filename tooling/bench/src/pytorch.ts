import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

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

  private constructor(
    version: string,
    process: ChildProcessWithoutNullStreams,
    lines: AsyncIterator<string>,
  ) {
    this.version = version;
    this.#process = process;
    this.#lines = lines;
  }

  /** Starts PyTorch; undefined where it isn't installed. */
  static async start(): Promise<PyTorch | undefined> {
    const script = fileURLToPath(new URL('../bench.py', import.meta.url));
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      OPENBLAS_NUM_THREADS: '1',
      OMP_NUM_THREADS: '1',
    };
    // A core type set for something else would hold OpenBLAS back.
    delete env.OPENBLAS_CORETYPE;
    const child = spawn(PYTHON, [script], { env, stdio: 'pipe' });
    child.on('error', () => child.stdout.destroy());
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    return first.done ? undefined : new PyTorch(first.value, child, lines);
  }

  /** The best time of one piece of work, in seconds. */
  async seconds(work: PyTorchWork): Promise<number> {
    this.#process.stdin.write(`${JSON.stringify(work)}\n`);
    const line = await this.#lines.next();
    if (line.done) throw new Error(`PyTorch stopped at ${JSON.stringify(work)}`);
    return Number(line.value);
  }

  /** Ends the process. */
  stop(): void {
    this.#process.stdin.end();
  }
}
