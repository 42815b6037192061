import { compile } from '@chainrule/compile';
import { KANLinear } from '@chainrule/contrib-kan';
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
  it('KANLinear has the results and the gradients of the CPU', async () => {
    manualSeed(1);
    const layer = new KANLinear(3, 2);
    const x = randn(6, 3).tanh().requiresGrad_();
    const y = layer(x);
    y.square().sum().backward();
    const gradients = (of: KANLinear): Tensor[] =>
      [...of.parameters()].map(({ grad }) => grad as Tensor);
    const expected = [y, x.grad as Tensor, ...gradients(layer)];

    const onGpu = new KANLinear(3, 2);
    onGpu.loadStateDict(layer.stateDict());
    onGpu.to(type);
    const onX = x.detach().to(type).requiresGrad_();
    const result = onGpu(onX);
    result.square().sum().backward();
    const found = [result, onX.grad as Tensor, ...gradients(onGpu)];
    for (const [place, tensor] of found.entries()) {
      expect(tensor.device).toBe(type);
      expect(await difference(tensor, expected[place] as Tensor)).toBeLessThan(1e-4);
    }
  });

  it('KANLinear trains compiled as it does eagerly', async () => {
    const losses = async (wrap: boolean): Promise<number[]> => {
      manualSeed(3);
      const x = randn(8, 3).tanh().to(type);
      const layer = new KANLinear(3, 2).to(type);
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
