import { gradcheck, gradgradcheck } from '@chainrule/autograd';
import { compile } from '@chainrule/compile';
import { RBF } from '@chainrule/contrib-rbf';
import { accelerate } from '@chainrule/kernels-cpu';
import { BCEWithLogitsLoss, Linear, Sequential } from '@chainrule/nn';
import { Adam } from '@chainrule/optim';
import {
  ArgumentError,
  Generator,
  manualSeed,
  randn,
  type Tensor,
  tensor,
} from '@chainrule/tensor';
import { afterEach, describe, expect, it } from 'vitest';
import { expectClose, leaf, recorded, weightedBackward } from './testing/recorded.ts';

const x = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const y = tensor([[0], [1], [1], [0]]);

describe('RBF', () => {
  it.each(recorded)('of $features features to $centres is what PyTorch computes', (fixture) => {
    const layer = new RBF(fixture.features, fixture.centres, { dtype: 'float64' });
    const { centres, widths } = fixture.inputs;
    layer.loadStateDict({ centres: leaf(centres), widths: leaf(widths) });
    const x = leaf(fixture.inputs.x);
    const output = layer(x);
    expectClose(output, fixture.layer.output);
    weightedBackward(output);
    expectClose(x.grad, fixture.layer.gradients.x);
    expectClose(layer.centres.grad, fixture.layer.gradients.centres);
    expectClose(layer.widths.grad, fixture.layer.gradients.widths);
  });

  it('agrees with finite differences, in its gradient and that one’s gradient', () => {
    const layer = new RBF(2, 3, { dtype: 'float64' });
    const x = randn(2, 2, 2, { dtype: 'float64', requiresGrad: true });
    const run = (x: Tensor): Tensor => layer(x);
    expect(gradcheck(run, [x])).toBe(true);
    expect(gradgradcheck(run, [x])).toBe(true);
  });

  it('learns XOR', () => {
    manualSeed(777);
    const model = new Sequential(new RBF(2, 4).fit(x), new Linear(4, 1));
    const criterion = new BCEWithLogitsLoss();
    const optimizer = new Adam(model.parameters(), { lr: 0.1 });
    for (let step = 0; step < 150; step++) {
      optimizer.zeroGrad();
      criterion(model(x), y).backward();
      optimizer.step();
    }
    expect(model(x).gt(0).toArray()).toEqual([[false], [true], [true], [false]]);
    expect(criterion(model(x), y).item()).toBeLessThan(0.05);
  });

  it('lays its centres on different rows of the data', () => {
    const layer = new RBF(2, 4).fit(x, { generator: new Generator().manualSeed(1) });
    const rows = (layer.centres.toArray() as number[][]).map(String).sort();
    expect(rows).toEqual(['0,0', '0,1', '1,0', '1,1']);
    expect(layer.widths.toArray()).toEqual([1, 1, 1, 1]);
    expect(layer.centres.requiresGrad).toBe(true);
    expect(layer.centres.isLeaf).toBe(true);
  });

  it('takes the mean distance to the nearest other centre as width', () => {
    const layer = new RBF(1, 3).fit(tensor([[0], [1], [5]]));
    for (const width of layer.widths.toArray() as number[]) expect(width).toBeCloseTo(2, 6);
    expect(new RBF(2, 1).widths.toArray()).toEqual([1]);
  });

  it('keeps its widths above 0 when all centres are one', () => {
    const layer = new RBF(2, 3).fit(
      tensor([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    );
    expect(layer.widths.toArray()).toEqual([1, 1, 1]);
    expect(layer(tensor([1, 1])).toArray()).toEqual([1, 1, 1]);
  });

  it('prints as a layer', () => {
    expect(String(new RBF(2, 4))).toBe('RBF(in_features=2, out_features=4)');
  });

  it('says what it takes', () => {
    expect(() => new RBF(2, 0)).toThrow(ArgumentError);
    expect(() => new RBF(2, 4)(randn(3))).toThrow(
      'takes 2 features as the last dim; got shape [3]',
    );
    expect(() => new RBF(2, 5).fit(x)).toThrow(
      'takes 5 rows or more with 2 features each; got shape [4, 2]',
    );
    expect(() => new RBF(3, 2).fit(x)).toThrow('3 features each');
  });
});

describe.each(['plain', 'WebAssembly'])('RBF compiled, with %s kernels', (kernels) => {
  const restore: (() => void)[] = [];
  afterEach(() => {
    for (const each of restore.splice(0)) each();
  });

  it('trains with the bits of eager execution', () => {
    if (kernels === 'WebAssembly') restore.push(accelerate());
    const losses = (wrap: boolean): number[] => {
      manualSeed(3);
      const model = new Sequential(new RBF(2, 4).fit(x), new Linear(4, 1));
      const criterion = new BCEWithLogitsLoss();
      const optimizer = new Adam(model.parameters(), { lr: 0.1 });
      const step = (): Tensor => {
        optimizer.zeroGrad();
        const loss = criterion(model(x), y);
        loss.backward();
        optimizer.step();
        return loss.detach();
      };
      const run = wrap ? compile(step) : step;
      return Array.from({ length: 6 }, () => run().item());
    };
    expect(losses(true)).toEqual(losses(false));
  });
});
