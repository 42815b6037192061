import type { WebAssemblyMemory, WebAssemblyModule } from '../web-assembly.ts';
import { canShareMemory, defaultThreads, maySleep, startThread, type Thread } from './host.ts';

/** The kernels' side of threads: see `assembly/parallel.ts`. */
export interface ThreadFunctions {
  useThreads(count: number, maySleep: boolean): void;
}

/** Kernels that threads can help. */
export interface Helped {
  readonly kernels: WebAssemblyModule;
  readonly tile: WebAssemblyModule;
  readonly memory: WebAssemblyMemory;
  /** Where the place of each thread is that the pool may have, in bytes. */
  readonly places: readonly number[];
}

interface Entry extends Helped {
  readonly functions: WeakRef<ThreadFunctions>;
}

interface Member {
  readonly thread: Thread;
  readonly place: number;
  readonly inbox: Int32Array;
  /** Kernels that it was told of. */
  readonly attached: Set<number>;
}

/** Threads that share work at most, the one that has it counted. */
export const MOST_THREADS = 32;

/** Threads that failed, after which no more are started. */
const MOST_FAILURES = 3;

/** Words that all threads share: see `worker.ts`. */
const WAKE = 0;
const WORK = 1;
const SLEEPING = 2;

/**
 * Threads that help kernels with large work. They start with the first of it, sleep when there is
 * none, and do not keep a process alive. Work waits for none of them to come.
 */
export class Pool {
  private readonly control: Int32Array;
  private readonly entries = new Map<number, Entry>();
  private readonly gone: FinalizationRegistry<number>;
  private members: Member[] = [];
  /** Places that a thread has, as long as it may still be at work. */
  private readonly taken = new Set<number>();
  private failures = 0;
  private ids = 0;
  private wanted: number;

  constructor() {
    this.control = new Int32Array(new SharedArrayBuffer(12));
    this.wanted = defaultThreads();
    this.gone = new FinalizationRegistry((id) => this.forget(id));
  }

  /** Threads that work is shared by, the one that has it counted. */
  get size(): number {
    return this.wanted;
  }

  set size(count: number) {
    this.wanted = count;
    this.failures = 0;
    for (const member of this.members.splice(Math.max(0, this.helpers))) {
      this.post(member, { stop: true });
    }
    for (const { functions } of this.entries.values()) {
      functions.deref()?.useThreads(count, maySleep());
    }
  }

  /** Threads of the pool that run. */
  get running(): number {
    return this.members.length;
  }

  private get helpers(): number {
    return Math.min(this.wanted, MOST_THREADS) - 1;
  }

  /** The number under which {@link wake} knows kernels from now on. */
  nextId(): number {
    return ++this.ids;
  }

  add(id: number, functions: ThreadFunctions, helped: Helped): void {
    this.entries.set(id, { ...helped, functions: new WeakRef(functions) });
    this.gone.register(functions, id);
    functions.useThreads(this.wanted, maySleep());
  }

  /** Kernels that failed, or that nobody has any more, get no help. */
  forget(id: number): void {
    this.entries.get(id)?.functions.deref()?.useThreads(1, false);
    this.entries.delete(id);
    for (const member of this.members) {
      if (member.attached.delete(id)) this.post(member, { forget: id });
    }
  }

  /** Tells all threads that kernels have work, and starts those that are missing. */
  wake(id: number): void {
    const { control } = this;
    Atomics.store(control, WORK, id);
    Atomics.add(control, WAKE, 1);
    if (Atomics.load(control, SLEEPING) > 0) Atomics.notify(control, WAKE);
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    if (this.members.length < this.helpers) this.start();
    for (const member of this.members) this.attach(member, id, entry);
  }

  private attach(member: Member, id: number, entry: Entry): void {
    if (member.attached.has(id)) return;
    member.attached.add(id);
    const { kernels, tile, memory, places } = entry;
    this.post(member, { attach: id, kernels, tile, memory, place: places[member.place] });
  }

  private start(): void {
    while (this.members.length < this.helpers && this.failures < MOST_FAILURES) {
      const place = this.freePlace();
      if (place === undefined) return;
      try {
        this.startAt(place);
      } catch {
        this.failures = MOST_FAILURES;
      }
    }
  }

  private startAt(place: number): void {
    const forgetMember = (): void => {
      this.taken.delete(place);
      this.members = this.members.filter((each) => each !== member);
    };
    const thread = startThread({
      onStopped: forgetMember,
      onFailed: () => {
        if (this.members.includes(member)) this.failures++;
        forgetMember();
      },
    });
    const inbox = new Int32Array(new SharedArrayBuffer(4));
    const member: Member = { thread, place, inbox, attached: new Set() };
    this.taken.add(place);
    this.members.push(member);
    thread.postMessage({ control: this.control, inbox });
  }

  /** The first place is that of the thread which has the work. */
  private freePlace(): number | undefined {
    for (let place = 1; place < MOST_THREADS; place++) if (!this.taken.has(place)) return place;
    return undefined;
  }

  private post({ thread, inbox }: Member, message: object): void {
    // Counted first, as the thread waits for what it knows to be on its way.
    Atomics.add(inbox, 0, 1);
    Atomics.add(this.control, WAKE, 1);
    Atomics.notify(this.control, WAKE);
    thread.postMessage(message);
  }
}

let shared: Pool | undefined;

/** The pool of this thread, or `null` where memory cannot be shared. */
export function threadPool(): Pool | null {
  if (!canShareMemory()) return null;
  shared ??= new Pool();
  return shared;
}
