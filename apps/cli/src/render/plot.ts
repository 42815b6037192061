import { writeFile } from 'node:fs/promises';
import type { Experiment, ExperimentEvent } from '@chainrule/experiments';
import { failure } from '../failure.ts';
import type { PlotFormat } from '../plot/format.ts';
import { whyUnwritable } from '../writable.ts';
import type { Renderer } from './renderer.ts';

/** Keeps what can be drawn, and at the end of the run writes one figure of it. */
export function plotRenderer(experiment: Experiment, path: string, format: PlotFormat): Renderer {
  const events: ExperimentEvent[] = [];
  return {
    render(event) {
      if (event.type !== 'progress' && event.type !== 'prediction') events.push(event);
    },
    async finish() {
      // Drawing brings a font and a rasterizer along, which a run without a plot need not load.
      const { drawFigure } = await import('../plot/figure.ts');
      const svg = drawFigure(experiment, events);
      const file = format === 'svg' ? svg : await (await import('../plot/png.ts')).toPng(svg);
      await writeFile(path, file).catch((error: unknown) => {
        throw failure(`--plot: cannot write ${path}: ${whyUnwritable(error)}`);
      });
    },
  };
}
