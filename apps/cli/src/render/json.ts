import type { Renderer } from './renderer.ts';

/**
 * One JSON object a line.
 *
 * Progress is left out: how often it comes depends on the clock, and the same run should read the
 * same twice.
 */
export function jsonRenderer(print: (line: string) => void): Renderer {
  return {
    render(event) {
      if (event.type !== 'progress') print(JSON.stringify(event));
    },
  };
}
