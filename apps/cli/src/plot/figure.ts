import type { Experiment, ExperimentEvent, StartEvent } from '@chainrule/experiments';
import type { Panel } from './panel.ts';
import { panelsOf } from './panels.ts';
import { at, element, escapeXml, text } from './svg.ts';
import { BACKGROUND, FONT_FAMILY, INK, LABEL_SIZE, MUTED_INK, TITLE_SIZE } from './theme.ts';

const PADDING = 24;
const HEADER_HEIGHT = 76;
const WIDEST_ROW = 1140;

/** Draws a whole run as one SVG: its costs, its epochs, its decision surface, its activations. */
export function drawFigure(experiment: Experiment, events: readonly ExperimentEvent[]): string {
  const rows = layOut(panelsOf(experiment, events));
  const width = Math.max(480, ...rows.map(rowWidth)) + 2 * PADDING;
  let y = HEADER_HEIGHT;
  const drawn = rows.map((row) => {
    const svg = drawRow(row, y);
    y += Math.max(...row.map((panel) => panel.height)) + PADDING;
    return svg;
  });
  const start = events.find((event) => event.type === 'start');
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: y,
      viewBox: `0 0 ${width} ${y}`,
      fontFamily: FONT_FAMILY,
      role: 'img',
    },
    `<title>${escapeXml(experiment.title)}</title>`,
    element('rect', { width, height: y, fill: BACKGROUND }),
    drawHeader(experiment, start),
    ...drawn,
  );
}

/** Fills rows from left to right. */
function layOut(panels: readonly Panel[]): Panel[][] {
  const rows: Panel[][] = [];
  for (const panel of panels) {
    const row = rows.at(-1);
    if (row && rowWidth([...row, panel]) <= WIDEST_ROW) row.push(panel);
    else rows.push([panel]);
  }
  return rows;
}

function rowWidth(row: readonly Panel[]): number {
  return row.reduce((sum, panel) => sum + panel.width, 0);
}

function drawRow(row: readonly Panel[], y: number): string {
  let x = PADDING;
  return row
    .map((panel) => {
      const svg = at(x, y, panel.svg);
      x += panel.width;
      return svg;
    })
    .join('');
}

function drawHeader(experiment: Experiment, start: StartEvent | undefined): string {
  const settings = Object.entries(start?.settings ?? {})
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) =>
        `${name} ${typeof value === 'number' ? value.toLocaleString('en') : value}`,
    );
  const subtitle = [experiment.id, ...settings, ...(start ? [start.device] : [])].join(' · ');
  return [
    text(experiment.title, {
      x: PADDING,
      y: 38,
      fontSize: TITLE_SIZE,
      fontWeight: 600,
      fill: INK,
    }),
    text(subtitle, { x: PADDING, y: 58, fontSize: LABEL_SIZE, fill: MUTED_INK }),
  ].join('');
}
