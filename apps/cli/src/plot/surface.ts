import type { LabelledPoint, SurfaceEvent } from '@chainrule/experiments';
import { contours } from 'd3-contour';
import { scaleLinear } from 'd3-scale';
import { symbol, symbolCircle, symbolSquare } from 'd3-shape';
import { drawAxes, drawHeading, type LegendEntry, MARGIN, type Panel } from './panel.ts';
import { at, element, text } from './svg.ts';
import { BACKGROUND, DIVERGING, INK, LABEL_SIZE, MUTED_INK } from './theme.ts';

const SIDE = 312;
const BAR_WIDTH = 14;
const WIDTH = MARGIN.left + SIDE + 100;
const BANDS = 20;

/** A spread of outputs below this is no decision, and its "boundary" would be rounding noise. */
const LEAST_DECISION = 0.01;

const colorOf = scaleLinear<string>([0, 0.5, 1], DIVERGING);

/** Draws a model's output over the plane of its two inputs, with the samples it learnt from. */
export function surfacePanel(event: SurfaceEvent): Panel {
  const x = scaleLinear(event.x, [0, SIDE]);
  const y = scaleLinear(event.y, [SIDE, 0]);
  const axis = { format: x.tickFormat(5) };
  const axes = drawAxes(
    { ...axis, scale: x, label: 'first input', ticks: x.ticks(5) },
    { ...axis, scale: y, label: 'second input', ticks: y.ticks(5) },
    SIDE,
    SIDE,
  );
  const frame = element('rect', { width: SIDE, height: SIDE, fill: 'none', stroke: MUTED_INK });
  const points = event.points.map((point) => drawPoint(point, x(point.x), y(point.y)));
  const heading = drawHeading('What the net answers', legend(event), SIDE);
  const map = at(MARGIN.left, heading.height, axes, drawField(event), frame, ...points);
  const bar = at(MARGIN.left + SIDE + 22, heading.height, drawColorBar());
  return {
    width: WIDTH,
    height: heading.height + SIDE + MARGIN.bottom,
    svg: heading.svg + map + bar,
  };
}

function hasDecision({ values }: SurfaceEvent): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low < 0.5 && high > 0.5 && high - low > LEAST_DECISION;
}

/** The outputs as bands of colour, clipped to the frame, with the line where the answer turns. */
function drawField(event: SurfaceEvent): string {
  const { columns, rows, values } = event;
  const grid = contours().size([columns, rows]);
  const path = (threshold: number): string =>
    grid
      .contour([...values], threshold)
      .coordinates.flat()
      .map((ring) => `M${ring.map(([gx, gy]) => toPixels(gx!, gy!, columns, rows)).join('L')}Z`)
      .join('');
  const bands = Array.from({ length: BANDS }, (_, band) => {
    const fill = colorOf((band + 0.5) / BANDS);
    if (band === 0) return element('rect', { width: SIDE, height: SIDE, fill });
    return element('path', { d: path(band / BANDS), fill, fillRule: 'evenodd' });
  });
  const boundary = hasDecision(event)
    ? [element('path', { d: path(0.5), fill: 'none', stroke: INK, strokeWidth: 1.5 })]
    : [];
  const clip = element('clipPath', { id: 'frame' }, element('rect', { width: SIDE, height: SIDE }));
  return clip + element('g', { clipPath: 'url(#frame)' }, ...bands, ...boundary);
}

/** From d3-contour's grid, where the value (i, j) lies at (i + 0.5, j + 0.5), to the frame. */
function toPixels(gridX: number, gridY: number, columns: number, rows: number): string {
  const x = ((gridX - 0.5) / (columns - 1)) * SIDE;
  const y = SIDE - ((gridY - 0.5) / (rows - 1)) * SIDE;
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

/** Classes differ in shape as well as in colour. */
function shapeOf(label: number): string {
  return symbol(label > 0.5 ? symbolSquare : symbolCircle, 130)() ?? '';
}

function drawPoint({ label }: LabelledPoint, x: number, y: number): string {
  return at(x, y, drawMark(label));
}

function drawMark(label: number): string {
  return element('path', {
    d: shapeOf(label),
    fill: colorOf(label),
    stroke: INK,
    strokeWidth: 1.5,
  });
}

function legend(event: SurfaceEvent): LegendEntry[] {
  const labels = [...new Set(event.points.map(({ label }) => label))].sort((a, b) => a - b);
  const entries = labels.map((label) => ({
    name: `target ${label}`,
    mark: at(12, 5, drawMark(label)),
  }));
  if (!hasDecision(event)) return entries;
  const mark = element('line', { x1: 0, x2: 22, y1: 5, y2: 5, stroke: INK, strokeWidth: 1.5 });
  return [...entries, { name: 'output 0.5', mark }];
}

function drawColorBar(): string {
  const scale = scaleLinear([0, 1], [SIDE, 0]);
  const step = SIDE / BANDS;
  const bands = Array.from({ length: BANDS }, (_, band) =>
    element('rect', {
      y: SIDE - (band + 1) * step,
      width: BAR_WIDTH,
      // A hair more than its share, so that no seam shows between two bands.
      height: band === 0 ? step : step + 0.5,
      fill: colorOf((band + 0.5) / BANDS),
    }),
  );
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((tick) =>
    text(String(tick), {
      x: BAR_WIDTH + 6,
      y: scale(tick) + 4,
      fontSize: LABEL_SIZE,
      fill: MUTED_INK,
    }),
  );
  const frame = element('rect', {
    width: BAR_WIDTH,
    height: SIDE,
    fill: 'none',
    stroke: BACKGROUND,
  });
  return [...bands, frame, ...ticks].join('');
}
