/**
 * Runs work with a signal that Ctrl-C aborts.
 *
 * Only the first Ctrl-C is caught, so a second one still ends a program that does not listen.
 */
export async function withInterruption<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once('SIGINT', abort);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', abort);
  }
}
