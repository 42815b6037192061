import { compile } from '@chainrule/compile';
import { BCELoss, Linear, Sigmoid } from '@chainrule/nn';
import { SGD } from '@chainrule/optim';
import { manualSeed, type Tensor, tensor } from '@chainrule/tensor';
import { type HandLayer, trainByHand } from './hand-written.ts';
import { buildNet } from './nets.ts';

/** Ways to train the same net from the same weights. */
export type Way = 'by hand' | 'eager' | 'compiled';

function netOf(widths: readonly number[]) {
  manualSeed(777);
  return buildNet({ widths }, 'sigmoid', new Sigmoid());
}

/** A step of the notebook, as it is written for PyTorch, of a net of sigmoids of these widths. */
export function xorStep(widths: readonly number[]): () => Tensor {
  const model = netOf(widths);
  const x = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const y = tensor([[0], [1], [1], [0]]);
  const criterion = new BCELoss();
  const optimizer = new SGD(model.parameters(), { lr: 1 });
  return () => {
    optimizer.zeroGrad();
    const cost = criterion(model(x), y);
    cost.backward();
    optimizer.step();
    return cost;
  };
}

function train(widths: readonly number[], steps: number, compiles: boolean): number {
  const step = xorStep(widths);
  if (compiles) {
    const compiled = compile(step);
    compiled();
    return compiled.run(steps - 1).item();
  }
  for (let done = 1; done < steps; done++) step();
  return step().item();
}

function layersOf(widths: readonly number[]): HandLayer[] {
  const layers: HandLayer[] = [];
  for (const layer of netOf(widths)) {
    if (!(layer instanceof Linear)) continue;
    const { weight, bias } = layer;
    layers.push({
      weight: Float32Array.from(weight.dataSync()),
      bias: Float32Array.from(bias?.dataSync() ?? []),
    });
  }
  return layers;
}

/**
 * Trains a net of sigmoids, of the widths given, on the four samples of XOR: at least two steps.
 *
 * @returns the cost before the last step.
 */
export function trainXor(widths: readonly number[], steps: number, way: Way = 'eager'): number {
  return way === 'by hand'
    ? trainByHand(layersOf(widths), steps)
    : train(widths, steps, way === 'compiled');
}
