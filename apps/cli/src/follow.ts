import { setImmediate } from 'node:timers/promises';
import type { ExperimentEvent } from '@chainrule/experiments';
import { interrupted } from './failure.ts';
import type { Renderer } from './render/renderer.ts';

/**
 * Reads a run's events to the end and hands each to every renderer.
 *
 * Training is synchronous and would never let Ctrl-C be heard, so the event loop gets a turn
 * between events.
 */
export async function follow(
  events: AsyncIterable<ExperimentEvent>,
  renderers: readonly Renderer[],
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const event of events) {
      for (const renderer of renderers) renderer.render(event);
      await setImmediate();
      if (signal.aborted) throw interrupted();
    }
  } finally {
    for (const renderer of renderers) renderer.close?.();
  }
  for (const renderer of renderers) await renderer.finish?.();
}
