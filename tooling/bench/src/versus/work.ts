import { MNIST } from '@chainrule/datasets';
import { mnistDataSource } from '@chainrule/datasets/node';
import { Linear, Sigmoid } from '@chainrule/nn';
import { manualSeed } from '@chainrule/tensor';
import { buildNet, type NetShape } from '../nets.ts';

/** A linear layer before the first step: the same numbers for every library. */
export interface InitialLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** `(outputs, inputs)`, row after row. */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

interface Net extends NetShape {
  readonly layers: readonly InitialLayer[];
  readonly lr: number;
}

/** A net of sigmoids that learns XOR by gradient descent on the binary cross entropy. */
export interface XorWork extends Net {
  readonly kind: 'xor';
  /** `(4, 2)`. */
  readonly samples: Float32Array;
  /** `(4, 1)`. */
  readonly targets: Float32Array;
}

/** Images of `(N, 784)` between 0 and 1, and the digits that they show. */
export interface Batch {
  readonly images: Float32Array;
  readonly labels: Int32Array;
}

/** A net of ReLUs that learns digits with Adam on the cross entropy. */
export interface MnistWork extends Net {
  readonly kind: 'mnist';
  readonly batchnorm: boolean;
  readonly dropout: number;
  readonly batches: readonly Batch[];
}

/** What a library is asked to train. */
export type Work = XorWork | MnistWork;

const BATCH = 100;
const PIXELS = 784;

/** The weights that PyTorch gives such a net after `torch.manual_seed(777)`. */
function initialLayers(shape: NetShape, activation: 'relu' | 'sigmoid'): InitialLayer[] {
  manualSeed(777);
  const last = activation === 'sigmoid' ? [new Sigmoid()] : [];
  return [...buildNet(shape, activation, ...last)].flatMap((layer) => {
    if (!(layer instanceof Linear)) return [];
    const [outputs, inputs] = layer.weight.shape as readonly [number, number];
    const weight = Float32Array.from(layer.weight.dataSync());
    return { inputs, outputs, weight, bias: Float32Array.from(layer.bias?.dataSync() ?? []) };
  });
}

/** XOR as the notebook trains it, for layers of the given widths. */
export function xorWork(widths: readonly number[]): XorWork {
  return {
    kind: 'xor',
    widths,
    layers: initialLayers({ widths }, 'sigmoid'),
    lr: 1,
    samples: new Float32Array([0, 0, 0, 1, 1, 0, 1, 1]),
    targets: new Float32Array([0, 1, 1, 0]),
  };
}

/** The first images of MNIST as the notebook trains on them, a hundred at a time. */
export function mnistWork(shape: NetShape, batches: readonly Batch[]): MnistWork {
  const { batchnorm = false, dropout = 0 } = shape;
  const layers = initialLayers(shape, 'relu');
  return { kind: 'mnist', ...shape, batchnorm, dropout, layers, lr: 1e-3, batches };
}

/** So many batches of MNIST, from its first image on. */
export async function mnistBatches(count: number): Promise<Batch[]> {
  const { data, targets } = await MNIST.load({ train: true, source: mnistDataSource() });
  const [pixels, labels] = [data.dataSync(), targets.dataSync()];
  return Array.from({ length: count }, (_, place) => ({
    images: Float32Array.from(
      pixels.subarray(place * BATCH * PIXELS, (place + 1) * BATCH * PIXELS),
      (level) => level / 255,
    ),
    labels: Int32Array.from(labels.subarray(place * BATCH, (place + 1) * BATCH)),
  }));
}
