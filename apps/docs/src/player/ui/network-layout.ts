import type { LayerState } from '@chainrule/experiments';

/** A unit, or an input where `layer` is -1, by its upper left corner. */
export interface NetworkNode {
  readonly key: string;
  readonly layer: number;
  readonly unit: number;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** A weight, or its gradient, as a line from one unit to the next. */
export interface NetworkEdge {
  readonly key: string;
  readonly value: number;
  readonly path: string;
  readonly thickness: number;
  readonly labelX: number;
  readonly labelY: number;
}

/** A net laid out in pixels. */
export interface NetworkLayout {
  readonly height: number;
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
  /** The edges whose numbers there is room for. */
  readonly labels: readonly NetworkEdge[];
}

const MOST_LABELS = 8;
const THICKEST = 6;
/** Weights below this are thin lines, however small the others are; gradients are told by their largest. */
const WEIGHT_THAT_COUNTS = 0.5;

/** Lays a net out in columns, from its inputs on the left to its answer on the right. */
export function networkLayout(
  layers: readonly LayerState[],
  shown: 'weights' | 'gradients',
  width: number,
): NetworkLayout {
  const counts = [layers[0]!.inputs, ...layers.map(({ outputs }) => outputs)];
  const most = Math.max(...counts);
  const size = most > 4 ? 32 : 84;
  const gap = most > 4 ? 8 : 56;
  const height = most * size + (most - 1) * gap;
  const left = (column: number): number => (column * (width - size)) / (counts.length - 1);
  const top = (column: number, unit: number): number => {
    const own = counts[column]! * size + (counts[column]! - 1) * gap;
    return (height - own) / 2 + unit * (size + gap);
  };

  const nodes = counts.flatMap((count, column) =>
    Array.from({ length: count }, (_, unit) => ({
      key: `${column}-${unit}`,
      layer: column - 1,
      unit,
      x: left(column),
      y: top(column, unit),
      size,
    })),
  );

  const values = layers.map((layer) => (shown === 'weights' ? layer.weight : layer.weightGradient));
  const least = shown === 'weights' ? WEIGHT_THAT_COUNTS : 1e-30;
  const largest = Math.max(least, ...values.flatMap((each) => Array.from(each ?? [], Math.abs)));
  const edges = layers.flatMap(({ inputs, outputs }, layer) =>
    Array.from({ length: inputs * outputs }, (_, place) => {
      const [unit, input] = [Math.floor(place / inputs), place % inputs];
      const value = values[layer]?.[place] ?? 0;
      const [x1, y1] = [left(layer) + size, top(layer, input) + size / 2];
      const [x2, y2] = [left(layer + 1), top(layer + 1, unit) + size / 2];
      const bend = (x2 - x1) / 2;
      // Beside the middle, so that the numbers of crossing lines do not meet.
      const share = inputs > 1 && outputs > 1 ? 0.28 : 0.5;
      return {
        key: `${layer}-${place}`,
        value,
        path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
        thickness: 0.5 + (THICKEST * Math.abs(value)) / largest,
        ...bezierPoint(share, x1, y1, x2, y2),
      };
    }),
  );
  return { height, nodes, edges, labels: edges.length <= MOST_LABELS ? edges : [] };
}

/** A point on the line, a little above it. */
function bezierPoint(
  share: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): Pick<NetworkEdge, 'labelX' | 'labelY'> {
  const rest = 1 - share;
  const middle = (x1 + x2) / 2;
  const labelX = rest ** 3 * x1 + 3 * rest * share * middle + share ** 3 * x2;
  const fromStart = rest ** 3 + 3 * rest ** 2 * share;
  return { labelX, labelY: y1 * fromStart + y2 * (1 - fromStart) - 4 };
}
