/**
 * Work that is cut into parts, which the threads of a pool take one by one until none is left.
 *
 * How it is cut depends on its size only, and a part's result on nothing but the part, so it does
 * not matter who computes which. The thread that has the work takes parts like the rest: with no
 * help, or help that comes late, it does all of them.
 */

/** Tells the pool that there is work. */
@external('threads', 'wake')
declare function wake(): void;

/** Throws, as a thread of the pool failed or does not come back. */
@external('threads', 'lost')
declare function lost(): void;

/** The words that threads share, on a cache line of their own. */
const GATE: usize = memory.data(64, 64);

/** Whether threads may come in to take parts: 0 or 1. */
const OPEN: usize = GATE;
/** How many threads of the pool are inside. */
const INSIDE: usize = GATE + 4;
/** The part that is taken next, of how many, by which function. */
const NEXT: usize = GATE + 8;
const COUNT: usize = GATE + 12;
const PART: usize = GATE + 16;
/** Whether a part failed. */
const FAILED: usize = GATE + 20;
/** Whether the thread that has the work sleeps until the others left. */
const SLEEPS: usize = GATE + 24;

/** How many parts others took, ever. */
const HELPED: usize = GATE + 28;

/** How often to look whether all left before sleeping: some 20 microseconds. */
const LOOKS: i32 = 10_000;

/** How long a part may take: a minute, in nanoseconds, or some billions of looks. */
const LONGEST: i64 = 60_000_000_000;

let threads: i32 = 1;
let maySleep: bool = false;

/** How many threads there are, this one counted, and whether this one may sleep. */
export function useThreads(count: i32, sleeps: bool): void {
  threads = count;
  maySleep = sleeps;
}

/** Whether there are other threads to share work with. */
export function hasHelp(): bool {
  return threads > 1;
}

/** Runs `part` for every number from 0 up to `count`, in any order and on any thread. */
export function split(part: (index: i32) => void, count: i32): void {
  if (threads == 1 || count == 1) {
    for (let index = 0; index < count; index++) part(index);
    return;
  }
  store<i32>(NEXT, 0);
  store<i32>(COUNT, count);
  store<u32>(PART, part.index);
  atomic.store<i32>(OPEN, 1);
  wake();
  takeParts();
  atomic.store<i32>(OPEN, 0);
  join();
}

/** Takes parts until none is left; returns how many. */
function takeParts(): i32 {
  const count = load<i32>(COUNT);
  const part = load<u32>(PART);
  let taken = 0;
  for (
    let index = atomic.add<i32>(NEXT, 1);
    index < count;
    index = atomic.add<i32>(NEXT, 1)
  ) {
    call_indirect<void>(part, index);
    taken++;
  }
  return taken;
}

/** Waits until nobody is inside; nobody comes in any more. */
function join(): void {
  for (let looks = LOOKS; looks > 0 && atomic.load<i32>(INSIDE) != 0; looks--) {}
  let looks: i64 = 0;
  for (let left = atomic.load<i32>(INSIDE); left != 0; left = atomic.load<i32>(INSIDE)) {
    if (!maySleep) {
      if (++looks == LONGEST) lost();
      continue;
    }
    atomic.store<i32>(SLEEPS, 1);
    if (atomic.wait<i32>(INSIDE, left, LONGEST) == AtomicWaitResult.TIMED_OUT) lost();
    atomic.store<i32>(SLEEPS, 0);
  }
  if (atomic.load<i32>(FAILED) != 0) lost();
}

/**
 * Takes parts of the work that another thread has, if it is still open. Whoever is inside keeps the
 * next work from being laid out, so what is read here belongs together.
 */
export function help(): void {
  atomic.add<i32>(INSIDE, 1);
  if (atomic.load<i32>(OPEN) != 0) atomic.add<i32>(HELPED, takeParts());
  leave();
}

/** How many parts were taken by threads that help. */
export function partsHelped(): i32 {
  return atomic.load<i32>(HELPED);
}

/** What a thread does that failed inside of {@link help}. */
export function fail(): void {
  atomic.store<i32>(FAILED, 1);
  leave();
}

function leave(): void {
  const isLast = atomic.sub<i32>(INSIDE, 1) == 1;
  if (isLast && atomic.load<i32>(SLEEPS) != 0) atomic.notify(INSIDE, 1);
}
