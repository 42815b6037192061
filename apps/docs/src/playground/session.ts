import type { Output, ProgramError, RunMessage, RunRequest } from './messages.ts';

/** How a run went. */
export interface RunEnd {
  readonly error: ProgramError | null;
  /** `null` when it was stopped. */
  readonly milliseconds: number | null;
}

/** Runs programs one at a time, each in a worker of its own that can be ended at any moment. */
export class Session {
  private running: { readonly worker: Worker; readonly end: (end: RunEnd) => void } | null = null;

  /** Runs a program to its end, until it is stopped, or until another is run. */
  run(code: string, onOutputs: (outputs: readonly Output[]) => void): Promise<RunEnd> {
    this.stop();
    const worker = new Worker(new URL('./playground.worker.ts', import.meta.url), {
      type: 'module',
    });
    return new Promise((resolve) => {
      const end = (result: RunEnd): void => {
        worker.terminate();
        if (this.running?.worker === worker) this.running = null;
        resolve(result);
      };
      this.running = { worker, end };
      worker.addEventListener('message', ({ data }: MessageEvent<RunMessage>) => {
        if (data.type === 'outputs') onOutputs(data.outputs);
        else end({ error: data.error, milliseconds: data.milliseconds });
      });
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        const message = event.message || 'the program could not be loaded; is the network there?';
        end({ error: { message, line: null }, milliseconds: null });
      });
      worker.postMessage({ code } satisfies RunRequest);
    });
  }

  /** Ends the program that runs, whatever it is doing. */
  stop(): void {
    this.running?.end({ error: null, milliseconds: null });
  }
}
