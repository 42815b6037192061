import {
  BatchNorm1d,
  Dropout,
  Linear,
  type Module,
  ReLU,
  Sequential,
  Sigmoid,
} from '@chainrule/nn';

/** Layers of the given widths, with what comes after each but the last. */
export interface NetShape {
  readonly widths: readonly number[];
  readonly batchnorm?: boolean;
  readonly dropout?: number;
}

/** The hidden layers of a net and its last one: layer, normalisation, activation, dropout. */
export function buildNet(
  { widths, batchnorm = false, dropout = 0 }: NetShape,
  activation: 'relu' | 'sigmoid',
  ...last: Module[]
): Sequential {
  const layers: Module[] = [];
  for (let layer = 1; layer < widths.length; layer++) {
    const width = widths[layer] as number;
    layers.push(new Linear(widths[layer - 1] as number, width));
    if (layer === widths.length - 1) break;
    if (batchnorm) layers.push(new BatchNorm1d(width));
    layers.push(activation === 'relu' ? new ReLU() : new Sigmoid());
    if (dropout > 0) layers.push(new Dropout({ p: dropout }));
  }
  return new Sequential(...layers, ...last);
}
