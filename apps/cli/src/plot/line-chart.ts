import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { drawAxes, drawHeading, type LegendEntry, MARGIN, type Panel } from './panel.ts';
import { at, element, text } from './svg.ts';
import { BACKGROUND, LABEL_SIZE } from './theme.ts';

/** A point in data coordinates. */
export type Point = readonly [x: number, y: number];

/** A line of a chart. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly isDashed?: boolean;
  /** Write the last value at the line's end. */
  readonly hasEndLabel?: boolean;
  readonly points: readonly Point[];
}

/** What a line chart shows. */
export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
  /**
   * What the vertical axis spans: from zero, so that heights can be compared; the data alone; or its
   * powers of ten, where lines differ so much that one of them would lie flat on zero.
   */
  readonly vertical: 'fromZero' | 'fitted' | 'logarithmic';
  readonly formatY: (value: number) => string;
}

const WIDTH = 560;
const DATA_HEIGHT = 312;
const DASHES = '5 4';
const MOST_MARKERS = 30;

/** Draws lines over a common horizontal axis of whole numbers, such as steps or epochs. */
export function lineChart(chart: LineChart): Panel {
  const width = WIDTH - MARGIN.left - MARGIN.right;
  const points = chart.series.flatMap((series) => series.points.filter(isFinitePoint));
  const x = scaleLinear(paddedExtent(points.map((point) => point[0])), [0, width]);
  const y = verticalScale(points, chart.vertical);
  const axes = drawAxes(
    {
      scale: x,
      label: chart.xLabel,
      ticks: x.ticks(6).filter(Number.isInteger),
      format: x.tickFormat(6, ',d'),
    },
    { scale: y.scale, label: chart.yLabel, ticks: y.ticks, format: chart.formatY },
    width,
    DATA_HEIGHT,
  );
  const lines = chart.series.map((series) => drawSeries(series, x, y.scale, chart.formatY));
  const legend = chart.series.length > 1 ? chart.series.map(legendEntry) : [];
  const heading = drawHeading(chart.title, legend, width);
  return {
    width: WIDTH,
    height: heading.height + DATA_HEIGHT + MARGIN.bottom,
    svg: heading.svg + at(MARGIN.left, heading.height, axes, ...lines),
  };
}

function isFinitePoint([x, y]: Point): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

/** The range of some values; around a single one, some room. */
function paddedExtent(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = extent(values);
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** Lowest and highest of values, too many to spread over arguments. */
function extent(values: readonly number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

type Scale = (value: number) => number;

function verticalScale(
  points: readonly Point[],
  vertical: LineChart['vertical'],
): { scale: Scale; ticks: number[] } {
  const [low, high] = paddedExtent(points.map((point) => point[1]));
  if (vertical === 'logarithmic') {
    const scale = scaleLog([low, high], [DATA_HEIGHT, 0]).nice();
    return { scale, ticks: scale.ticks().filter((tick) => Number.isInteger(Math.log10(tick))) };
  }
  const bottom = vertical === 'fromZero' ? Math.min(0, low) : low;
  const scale = scaleLinear([bottom, high], [DATA_HEIGHT, 0]).nice(6);
  return { scale, ticks: scale.ticks(6) };
}

function drawSeries(series: Series, x: Scale, y: Scale, format: (value: number) => string): string {
  const { color, isDashed, hasEndLabel } = series;
  const path = line<Point>()
    .defined(isFinitePoint)
    .x((point) => x(point[0]))
    .y((point) => y(point[1]));
  const finite = series.points.filter(isFinitePoint);
  const stroke = element('path', {
    d: path([...series.points]) ?? '',
    fill: 'none',
    stroke: color,
    strokeWidth: 2,
    strokeLinejoin: 'round',
    strokeDasharray: isDashed ? DASHES : undefined,
  });
  const markers = hasMarkers(series)
    ? finite.map((point) => marker(x(point[0]), y(point[1]), color, isDashed))
    : [];
  const last = finite.at(-1);
  const label =
    hasEndLabel && last ? [endLabel(format(last[1]), x(last[0]), y(last[1]), color)] : [];
  return [stroke, ...markers, ...label].join('');
}

/** Few points are shown as points, many as a line alone. */
function hasMarkers({ points }: Series): boolean {
  return points.length <= MOST_MARKERS;
}

function marker(cx: number, cy: number, color: string, isHollow = false): string {
  return element('circle', {
    cx,
    cy,
    r: 3.5,
    fill: isHollow ? BACKGROUND : color,
    stroke: color,
    strokeWidth: 1.5,
  });
}

/** The value that a line ends with, with a halo so that grid and lines do not cross it. */
function endLabel(value: string, x: number, y: number, color: string): string {
  const placed = { x, y: y - 9, textAnchor: 'end', fontSize: LABEL_SIZE, fontWeight: 600 };
  return (
    text(value, { ...placed, fill: BACKGROUND, stroke: BACKGROUND, strokeWidth: 4 }) +
    text(value, { ...placed, fill: color })
  );
}

function legendEntry(series: Series): LegendEntry {
  const { name, color, isDashed } = series;
  const stroke = element('line', {
    x1: 0,
    x2: 22,
    y1: 5,
    y2: 5,
    stroke: color,
    strokeWidth: 2.5,
    strokeDasharray: isDashed ? DASHES : undefined,
  });
  const dot = hasMarkers(series) ? marker(11, 5, color, isDashed) : '';
  return { name, mark: stroke + dot };
}
