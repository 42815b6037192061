import { type Tensor, tensor } from '@chainrule/tensor';
import type { SurfaceEvent } from './events.ts';
import type { Inspection } from './inspection.ts';
import { xorData } from './xor-data.ts';

const SIDE = 41;
const RANGE = [-0.5, 1.5] as const;

/** How a grid of answers lies on the plane: what is the same in every {@link SurfaceEvent}. */
export const surfaceGrid: Pick<SurfaceEvent, 'x' | 'y' | 'columns' | 'rows'> = {
  x: RANGE,
  y: RANGE,
  columns: SIDE,
  rows: SIDE,
};

/** The points of the grid, `(rows * columns, 2)`, the row of the lowest `y` first. */
function gridPoints(): Tensor {
  const [low, high] = RANGE;
  const at = (place: number): number => low + ((high - low) * place) / (SIDE - 1);
  return tensor(
    Array.from({ length: SIDE ** 2 }, (_, place) => [
      at(place % SIDE),
      at(Math.floor(place / SIDE)),
    ]),
  );
}

/**
 * What every unit of a net of two inputs answers on the grid: layer by layer, unit by unit, each as
 * the `values` of a {@link SurfaceEvent}.
 */
export function unitSurfaces(inspection: Inspection): Promise<Float32Array[][]> {
  const layers = inspection.activations(gridPoints());
  return Promise.all(layers.map(columnsOf));
}

async function columnsOf(answers: Tensor): Promise<Float32Array[]> {
  const [rows, columns] = answers.shape as [number, number];
  const values = await answers.data();
  return Array.from({ length: columns }, (_, column) =>
    Float32Array.from({ length: rows }, (__, row) => values[row * columns + column] as number),
  );
}

/** What a net of two inputs and one output answers on a grid around the four samples of XOR. */
export async function surfaceOf(model: string, inspection: Inspection): Promise<SurfaceEvent> {
  const [answers] = (await unitSurfaces(inspection)).at(-1) as [Float32Array];
  const { x, y } = xorData();
  const [inputs, labels] = [await x.data(), await y.data()];
  return {
    type: 'surface',
    model,
    ...surfaceGrid,
    // Four decimals are finer than any picture of it, and keep the event small.
    values: Array.from(answers, (value) => Number(value.toFixed(4))),
    points: Array.from(labels, (label, sample) => ({
      x: inputs[2 * sample] as number,
      y: inputs[2 * sample + 1] as number,
      label,
    })),
  };
}
