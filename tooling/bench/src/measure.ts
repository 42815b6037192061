/** Seconds that one repetition should take at least, for the clock to be exact enough. */
const SHORTEST = 1e-3;

/** Seconds to spend on one measurement. */
const BUDGET = 0.5;

/**
 * The best time of one call of `run`, in seconds.
 *
 * Of many repetitions the fastest is the one that other processes disturbed least, and by then the
 * engine has compiled `run` for good.
 */
export function bestSeconds(run: () => void): number {
  let calls = 1;
  while (secondsOf(run, calls) < SHORTEST) calls *= 2;
  let best = Infinity;
  for (const end = performance.now() + 1e3 * BUDGET; performance.now() < end; ) {
    best = Math.min(best, secondsOf(run, calls) / calls);
  }
  return best;
}

function secondsOf(run: () => void, calls: number): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) run();
  return (performance.now() - start) / 1e3;
}
