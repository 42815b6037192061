/** Seconds that one repetition should take at least, for the clock to be exact enough. */
const SHORTEST = 1e-3;

/** Seconds to spend on one measurement. */
const BUDGET = 0.5;

/** How long one call took, in seconds. */
export interface Times {
  /** The first one, while the engine still interprets and compiles. */
  readonly first: number;
  /** Of many the fastest: the one that other processes disturbed least. */
  readonly best: number;
}

/** Calls `run` again and again, and measures. */
export function timesOf(run: () => void): Times {
  const first = secondsOf(run, 1);
  let calls = 1;
  let taken = secondsOf(run, calls);
  while (taken < SHORTEST) {
    calls *= 2;
    taken = secondsOf(run, calls);
  }
  let best = Math.min(first, taken / calls);
  const end = performance.now() + 1e3 * BUDGET;
  do {
    best = Math.min(best, secondsOf(run, calls) / calls);
  } while (performance.now() < end);
  return { first, best };
}

/** The best of what several processes measured. */
export function bestOf(several: readonly Times[]): Times {
  return {
    first: Math.min(...several.map(({ first }) => first)),
    best: Math.min(...several.map(({ best }) => best)),
  };
}

/** The best time of one call of `run`, in seconds. */
export function bestSeconds(run: () => void): number {
  return timesOf(run).best;
}

function secondsOf(run: () => void, calls: number): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) run();
  return (performance.now() - start) / 1e3;
}
