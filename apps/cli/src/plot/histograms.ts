import type { HistogramEvent, LayerHistogram } from '@chainrule/experiments';
import { scaleLinear } from 'd3-scale';
import { MARGIN, type Panel } from './panel.ts';
import { at, element, text } from './svg.ts';
import { INK, LABEL_SIZE, MUTED_INK, PANEL_TITLE_SIZE, SERIES_COLORS } from './theme.ts';

const WIDTH = 1120;
const ROW_HEIGHT = 190;
const BARS_HEIGHT = 92;
const GAP = 28;

/** Draws how activations are spread: a row for each model, a small chart for each of its layers. */
export function histogramsPanel(models: readonly HistogramEvent[]): Panel {
  const rows = models.map((model, i) =>
    at(MARGIN.left, i * ROW_HEIGHT, drawModel(model, colorAt(i))),
  );
  return { width: WIDTH, height: models.length * ROW_HEIGHT, svg: rows.join('') };
}

function colorAt(index: number): string {
  return SERIES_COLORS[index % SERIES_COLORS.length]!;
}

function drawModel({ model, layers }: HistogramEvent, color: string): string {
  const room = WIDTH - MARGIN.left - MARGIN.right;
  const width = (room - GAP * (layers.length - 1)) / layers.length;
  const title = text(`Activations of ${model}`, {
    y: 16,
    fontSize: PANEL_TITLE_SIZE,
    fontWeight: 600,
    fill: INK,
  });
  const charts = layers.map((layer, i) =>
    at(i * (width + GAP), 32, drawLayer(layer, width, color)),
  );
  return [title, ...charts].join('');
}

function drawLayer(layer: LayerHistogram, width: number, color: string): string {
  const { counts, range, mean, standardDeviation } = layer;
  const highest = Math.max(1, ...counts);
  const step = width / counts.length;
  const top = 22;
  const bottom = top + BARS_HEIGHT;
  const bars = counts.map((count, i) => {
    const height = (count / highest) * BARS_HEIGHT;
    return element('rect', {
      x: i * step,
      y: bottom - height,
      width: Math.max(0.5, step - 0.75),
      height,
      fill: color,
    });
  });
  const x = scaleLinear(range, [0, width]);
  const format = x.tickFormat(4);
  const ticks = x.ticks(4).map((tick) =>
    text(format(tick), {
      x: x(tick),
      y: bottom + 18,
      textAnchor: 'middle',
      fontSize: LABEL_SIZE - 1,
      fill: MUTED_INK,
    }),
  );
  const figures = `mean ${format3(mean)}, std ${format3(standardDeviation)}`;
  return [
    text(layer.layer, { y: 12, fontSize: LABEL_SIZE, fill: INK }),
    text(figures, { x: width, y: 12, textAnchor: 'end', fontSize: LABEL_SIZE, fill: MUTED_INK }),
    ...bars,
    element('line', { x1: 0, x2: width, y1: bottom, y2: bottom, stroke: MUTED_INK }),
    ...ticks,
  ].join('');
}

/** Three significant digits, whatever the size. */
function format3(value: number): string {
  return String(Number(value.toPrecision(3)));
}
