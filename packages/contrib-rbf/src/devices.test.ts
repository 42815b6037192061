import { compile } from '@chainrule/compile';
import { RBF, squaredDistance } from '@chainrule/contrib-rbf';
import { SGD } from '@chainrule/optim';
import { manualSeed, randn, type Tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { gpus } from './testing/devices.ts';

/** The largest difference of an element, read as each device lets it be read. */
async function difference(a: Tensor, b: Tensor): Promise<number> {
  const [left, right] = [await a.data(), await b.data()];
  expect(left.length).toBe(right.length);
  return Math.max(...Array.from(left, (value, i) => Math.abs(value - (right[i] as number))));
}

it('looks for GPUs', () => {
  expect(gpus.every((type) => type !== 'cpu')).toBe(true);
});

describe.each(gpus)('on %s', (type) => {
  it('squaredDistance is what it is on the CPU, views and empty tensors too', async () => {
    manualSeed(0);
    const [x, centres] = [randn(5, 7), randn(7, 3)];
    const expected = squaredDistance(x, centres.t());
    const [onX, onCentres] = [x.to(type), centres.to(type)];
    expect(await difference(squaredDistance(onX, onCentres.t()), expected)).toBeLessThan(1e-5);
    expect(
      await difference(
        squaredDistance(onX.narrow(0, 1, 2), onX),
        squaredDistance(x.narrow(0, 1, 2), x),
      ),
    ).toBeLessThan(1e-5);
    expect(squaredDistance(onX.narrow(0, 0, 0), onX).shape).toEqual([0, 5]);
  });

  it('RBF has the results and the gradients of the CPU', async () => {
    manualSeed(1);
    const layer = new RBF(3, 4);
    const x = randn(6, 3, { requiresGrad: true });
    const y = layer(x);
    y.square().sum().backward();
    const expected = [y, x.grad, layer.centres.grad, layer.widths.grad] as Tensor[];

    const onGpu = new RBF(3, 4);
    onGpu.loadStateDict(layer.stateDict());
    onGpu.to(type);
    const onX = x.detach().to(type).requiresGrad_();
    const result = onGpu(onX);
    result.square().sum().backward();
    const found = [result, onX.grad, onGpu.centres.grad, onGpu.widths.grad] as Tensor[];
    for (const [place, tensor] of found.entries()) {
      expect(tensor.device).toBe(type);
      expect(await difference(tensor, expected[place] as Tensor)).toBeLessThan(1e-5);
    }
  });

  it('a layer is made there, and laid on data there', async () => {
    manualSeed(2);
    const data = randn(8, 2).to(type);
    const layer = new RBF(2, 3, { device: type }).fit(data);
    expect(layer.centres.device).toBe(type);
    for (const width of await layer.widths.data()) expect(width).toBeGreaterThan(0);
  });

  it('RBF trains compiled as it does eagerly', async () => {
    const losses = async (wrap: boolean): Promise<number[]> => {
      manualSeed(3);
      const x = randn(8, 3).tanh().to(type);
      const layer = new RBF(3, 4).to(type);
      const optimizer = new SGD(layer.parameters(), { lr: 0.1 });
      const step = (): Tensor => {
        optimizer.zeroGrad();
        const loss = layer(x).sub(1).square().mean();
        loss.backward();
        optimizer.step();
        return loss.detach();
      };
      const run = wrap ? compile(step) : step;
      const found: number[] = [];
      for (let call = 0; call < 5; call++) found.push((await run().data())[0] as number);
      return found;
    };
    const [eager, compiled] = [await losses(false), await losses(true)];
    for (const [call, loss] of eager.entries()) expect(compiled[call]).toBeCloseTo(loss, 5);
    expect(eager[4]).toBeLessThan(eager[0] as number);
  });
});
