/**
 * What a thread of the pool runs. It stands alone, so that it can be a worker of a page, loaded from
 * where the package is, and one of Node, started from its text (`generated/worker.ts`).
 */

/** Words of {@link Start.control}: counted up for news, the kernels with work, how many threads sleep. */
const WAKE = 0;
const WORK = 1;
const SLEEPING = 2;

/** How often a thread looks for work before it sleeps: some 50 microseconds. */
const LOOKS = 20_000;

/** The first message. */
interface Start {
  readonly control: Int32Array;
  /** How many messages were sent to this thread. */
  readonly inbox: Int32Array;
}

/** Kernels to help, and the place in their memory that this thread has to itself. */
interface Attach {
  readonly attach: number;
  readonly kernels: object;
  readonly tile: object;
  readonly memory: object;
  readonly place: number;
}

interface Forget {
  readonly forget: number;
}

interface Stop {
  readonly stop: true;
}

interface Helper {
  help(): void;
  fail(): void;
  usePlace(offset: number): void;
}

interface Port {
  onmessage: ((event: { data: Start | Attach | Forget | Stop }) => void) | null;
  postMessage(message: 'stopped'): void;
  close(): void;
}

type Instantiate = new (module: object, imports: object) => { readonly exports: unknown };

interface Scope {
  readonly process?: {
    getBuiltinModule?(name: 'node:worker_threads'): { readonly parentPort: Port | null };
  };
  readonly WebAssembly: { readonly Instance: Instantiate };
}

const scope = globalThis as unknown as Scope;
const port =
  scope.process?.getBuiltinModule?.('node:worker_threads').parentPort ??
  (globalThis as unknown as Port);

const helpers = new Map<number, Helper>();
let control: Int32Array = new Int32Array();
let inbox: Int32Array = new Int32Array();
let received = -1;

function attach({ attach: id, kernels, tile, memory, place }: Attach): void {
  const { Instance } = scope.WebAssembly;
  const ignore = (): void => undefined;
  const helper = new Instance(kernels, {
    env: { memory },
    threads: { wake: ignore, lost: ignore },
    tile: new Instance(tile, { env: { memory } }).exports,
  }).exports as Helper;
  helper.usePlace(place);
  helpers.set(id, helper);
}

function helpOut(): void {
  const id = Atomics.load(control, WORK);
  const helper = helpers.get(id);
  try {
    helper?.help();
  } catch {
    helpers.delete(id);
    helper?.fail();
  }
}

/** Helps until there is a message, which arrives only when this returns. */
function serve(): void {
  for (;;) {
    const seen = Atomics.load(control, WAKE);
    if (Atomics.load(inbox, 0) !== received) return;
    helpOut();
    let looks = LOOKS;
    while (looks > 0 && Atomics.load(control, WAKE) === seen) looks--;
    if (looks > 0) continue;
    Atomics.add(control, SLEEPING, 1);
    Atomics.wait(control, WAKE, seen);
    Atomics.sub(control, SLEEPING, 1);
  }
}

port.onmessage = ({ data }) => {
  received++;
  if ('stop' in data) {
    port.postMessage('stopped');
    port.close();
    return;
  }
  if ('control' in data) ({ control, inbox } = data);
  else if ('forget' in data) helpers.delete(data.forget);
  else attach(data);
  serve();
};
