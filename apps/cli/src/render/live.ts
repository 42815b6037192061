import type { ExperimentEvent, ProgressEvent, StartEvent } from '@chainrule/experiments';
import type { Screen } from '../screen.ts';
import { drawCurve } from './curve.ts';
import { drawProgress } from './progress.ts';
import type { Renderer } from './renderer.ts';

/** The loss so far as a small curve, and how far the run has come, redrawn below the lines. */
export function liveRenderer(
  screen: Screen,
  now: () => number = () => performance.now(),
): Renderer {
  const losses: number[] = [];
  let started = now();
  let totalSteps: number | undefined;
  let progress: Omit<ProgressEvent, 'type'> | undefined;

  function note(event: ExperimentEvent): void {
    if (event.type === 'start') {
      started = now();
      totalSteps = stepsOf(event);
    } else if (event.type === 'progress') {
      progress = event;
      losses.push(event.loss);
    } else if (event.type === 'step' && totalSteps !== undefined) {
      losses.push(event.cost);
      progress = stepProgress(event.step + 1, totalSteps, event.cost, now() - started);
    }
  }

  return {
    render(event) {
      note(event);
      // A curve says something only where its reader looks, not where the lines went elsewhere.
      const curve = screen.isTerminal ? drawCurve(losses, screen.columns, screen.hasColor) : '';
      const bar = progress ? drawProgress(progress, screen.columns) : '';
      const text = [curve, bar].filter(Boolean).join('\n');
      if (text) screen.show(text);
    },
    close: () => screen.close(),
    finish() {
      if (!screen.isTerminal) return;
      const curve = drawCurve(losses, screen.columns, screen.hasColor);
      if (curve) screen.print(`\n${curve}`);
    },
  };
}

function stepsOf({ settings }: StartEvent): number | undefined {
  return typeof settings.steps === 'number' ? settings.steps : undefined;
}

function stepProgress(
  done: number,
  total: number,
  loss: number,
  milliseconds: number,
): Omit<ProgressEvent, 'type'> {
  const itemsPerSecond = milliseconds > 0 ? (1000 * done) / milliseconds : 0;
  return { label: 'training', done, total, unit: 'steps', loss, itemsPerSecond };
}
