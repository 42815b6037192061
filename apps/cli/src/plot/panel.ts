import { at, element, text } from './svg.ts';
import { GRID, INK, LABEL_SIZE, MUTED_INK, PANEL_TITLE_SIZE, textWidth } from './theme.ts';

/** One chart of a figure, drawn from its own top left corner. */
export interface Panel {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

/** The room that ticks and labels take around the data. */
export const MARGIN = { right: 24, bottom: 52, left: 68 } as const;

/** One entry of a legend: a name, and its mark drawn in a box of 22 by 10. */
export interface LegendEntry {
  readonly name: string;
  readonly mark: string;
}

const MARK_WIDTH = 28;
const ENTRY_GAP = 18;
const LEGEND_TOP = 28;
const LEGEND_ROW_HEIGHT = 20;

/** What stands above the data, and how high it is. */
export interface Heading {
  readonly height: number;
  readonly svg: string;
}

/** The panel's title, and under it the legend in as many rows as fit the width. */
export function drawHeading(title: string, legend: readonly LegendEntry[], width: number): Heading {
  let x = 0;
  let row = 0;
  const entries = legend.map(({ name, mark }) => {
    const entryWidth = MARK_WIDTH + textWidth(name, LABEL_SIZE);
    if (x > 0 && x + entryWidth > width) {
      x = 0;
      row++;
    }
    const label = text(name, { x: MARK_WIDTH, y: 9, fontSize: LABEL_SIZE, fill: INK });
    const entry = at(x, LEGEND_TOP + row * LEGEND_ROW_HEIGHT, mark, label);
    x += entryWidth + ENTRY_GAP;
    return entry;
  });
  const heading = text(title, { y: 16, fontSize: PANEL_TITLE_SIZE, fontWeight: 600, fill: INK });
  return {
    height: LEGEND_TOP + (row + 1) * LEGEND_ROW_HEIGHT + 8,
    svg: at(MARGIN.left, 0, heading, ...entries),
  };
}

/** An axis: its scale from data to pixels, its label, where its ticks lie and how they read. */
export interface Axis {
  readonly scale: (value: number) => number;
  readonly label: string;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

const TICK_GAP = 8;
const AXIS_LABEL_GAP = 10;

/** How far left of the data area the label of the vertical axis stands, clear of its ticks. */
function labelDistance({ ticks, format }: Axis): number {
  const widest = Math.max(0, ...ticks.map((tick) => textWidth(format(tick), LABEL_SIZE)));
  return Math.max(52, TICK_GAP + widest + AXIS_LABEL_GAP);
}

/** Draws both axes of a panel whose data area is `width` by `height`, from its top left corner. */
export function drawAxes(x: Axis, y: Axis, width: number, height: number): string {
  return [
    ...y.ticks.map((tick) => horizontalTick(y, tick, width)),
    ...x.ticks.map((tick) => verticalTick(x, tick, height)),
    element('line', { x1: 0, x2: width, y1: height, y2: height, stroke: MUTED_INK }),
    text(x.label, {
      x: width / 2,
      y: height + 42,
      textAnchor: 'middle',
      fontSize: LABEL_SIZE,
      fill: INK,
    }),
    text(y.label, {
      transform: `translate(${-labelDistance(y)},${height / 2}) rotate(-90)`,
      textAnchor: 'middle',
      fontSize: LABEL_SIZE,
      fill: INK,
    }),
  ].join('');
}

function horizontalTick({ scale, format }: Axis, tick: number, width: number): string {
  const y = scale(tick);
  return [
    element('line', { x1: 0, x2: width, y1: y, y2: y, stroke: GRID }),
    text(format(tick), {
      x: -TICK_GAP,
      y: y + 4,
      textAnchor: 'end',
      fontSize: LABEL_SIZE,
      fill: MUTED_INK,
    }),
  ].join('');
}

function verticalTick({ scale, format }: Axis, tick: number, height: number): string {
  const x = scale(tick);
  return [
    element('line', { x1: x, x2: x, y1: height, y2: height + 5, stroke: MUTED_INK }),
    text(format(tick), {
      x,
      y: height + 20,
      textAnchor: 'middle',
      fontSize: LABEL_SIZE,
      fill: MUTED_INK,
    }),
  ].join('');
}
