import { workerText } from '../generated/worker.ts';

/** A worker, whatever starts it. */
export interface Thread {
  postMessage(message: unknown): void;
  /** Ends it at once; the pool asks it to end instead. */
  terminate(): unknown;
}

/** What a pool wants to know of a thread: that it stopped as it was asked to, or failed. */
export interface ThreadEvents {
  onStopped(): void;
  onFailed(): void;
}

interface NodeWorker extends Thread {
  on(event: 'message' | 'error' | 'exit', listener: (value: unknown) => void): void;
  unref(): void;
}

interface PageWorker extends Thread {
  onmessage: (() => void) | null;
  onerror: ((event: { preventDefault(): void }) => void) | null;
}

interface BuiltinModules {
  'node:worker_threads': {
    readonly isMainThread: boolean;
    readonly Worker: new (text: string, options: object) => NodeWorker;
  };
  'node:os': { availableParallelism(): number };
}

interface Scope {
  readonly process?: {
    getBuiltinModule?<Name extends keyof BuiltinModules>(name: Name): BuiltinModules[Name];
  };
  readonly crossOriginIsolated?: boolean;
  readonly navigator?: { readonly hardwareConcurrency?: number };
  readonly SharedArrayBuffer?: typeof SharedArrayBuffer;
  readonly Worker?: new (url: URL, options: { type: 'module'; name: string }) => PageWorker;
}

/** More threads than this seldom help a machine that does something else too. */
const MOST_BY_DEFAULT = 8;

/** Read anew each time, as a test may take a part of it away. */
const scope = globalThis as unknown as Scope;

function builtin<Name extends keyof BuiltinModules>(name: Name): BuiltinModules[Name] | undefined {
  return scope.process?.getBuiltinModule?.(name);
}

/** Whether threads can share memory here: in Node, and on pages that are cross-origin isolated. */
export function canShareMemory(): boolean {
  return scope.SharedArrayBuffer !== undefined && (scope.crossOriginIsolated ?? true);
}

/** Whether this thread may sleep: the main thread of a page may not. */
export function maySleep(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * As many threads as the machine runs at once, up to 8. One in a worker thread of Node: who starts
 * several of those has put the cores to use already.
 */
export function defaultThreads(): number {
  if (builtin('node:worker_threads')?.isMainThread === false) return 1;
  const cores = builtin('node:os')?.availableParallelism() ?? scope.navigator?.hardwareConcurrency;
  return Math.min(cores ?? 1, MOST_BY_DEFAULT);
}

/** Starts a thread. Throws where there are none, or where a page's policy forbids it. */
export function startThread(events: ThreadEvents): Thread {
  const node = builtin('node:worker_threads');
  if (node !== undefined) return startInNode(node, events);
  if (scope.Worker === undefined) throw new Error('there are no workers here');
  // In this form bundlers find the module, and a page needs no more than script-src 'self'.
  const worker: PageWorker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'chainrule',
  });
  worker.onmessage = () => events.onStopped();
  worker.onerror = (event) => {
    event.preventDefault();
    events.onFailed();
  };
  return worker;
}

function startInNode(
  { Worker }: BuiltinModules['node:worker_threads'],
  events: ThreadEvents,
): NodeWorker {
  // From its text: a file beside this one is gone once a program is bundled.
  const worker = new Worker(workerText, { eval: true, execArgv: [], name: 'chainrule' });
  worker.on('message', () => events.onStopped());
  // Without a listener an error would end the process. What ends so, exits too.
  worker.on('error', () => undefined);
  worker.on('exit', () => events.onFailed());
  worker.unref();
  return worker;
}

declare const Worker: NonNullable<Scope['Worker']>;
