/** Where a grid of values crosses a level: short lines, in grid units from the first value. */
export function contour(
  values: ArrayLike<number>,
  columns: number,
  level: number,
): (readonly [x1: number, y1: number, x2: number, y2: number])[] {
  const lines: [number, number, number, number][] = [];
  const rows = values.length / columns;
  const at = (x: number, y: number): number => (values[y * columns + x] as number) - level;
  for (let y = 0; y + 1 < rows; y++) {
    for (let x = 0; x + 1 < columns; x++) {
      const corners = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)] as const;
      const points: [number, number][] = [];
      for (const [edge, [fromX, fromY, toX, toY]] of edges.entries()) {
        const [from, to] = [corners[edge]!, corners[(edge + 1) % 4]!];
        if (from < 0 === to < 0) continue;
        const share = from / (from - to);
        points.push([x + fromX + (toX - fromX) * share, y + fromY + (toY - fromY) * share]);
      }
      for (let i = 0; i + 1 < points.length; i += 2) lines.push([...points[i]!, ...points[i + 1]!]);
    }
  }
  return lines;
}

/** The four edges of a cell, from corner to corner. */
const edges = [
  [0, 0, 1, 0],
  [1, 0, 1, 1],
  [1, 1, 0, 1],
  [0, 1, 0, 0],
] as const;
