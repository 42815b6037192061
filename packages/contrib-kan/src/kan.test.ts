import { compile } from '@chainrule/compile';
import { KAN } from '@chainrule/contrib-kan';
import { MSELoss } from '@chainrule/nn';
import { Adam } from '@chainrule/optim';
import { ArgumentError, cat, manualSeed, rand, type Tensor, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';

/** The loss after `steps` steps of Adam. */
function train(model: KAN, x: Tensor, y: Tensor, steps: number): number {
  const criterion = new MSELoss();
  const optimizer = new Adam(model.parameters(), { lr: 0.02 });
  const step = compile(() => {
    optimizer.zeroGrad();
    const loss = criterion(model(x), y);
    loss.backward();
    optimizer.step();
    return loss.detach();
  });
  step();
  const loss = step.run(steps - 1).item();
  step.dispose();
  return loss;
}

describe('KAN', () => {
  it('learns XOR', () => {
    manualSeed(777);
    const x = tensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    const y = tensor([[0], [1], [1], [0]]);
    const model = new KAN([2, 2, 1], { gridSize: 3, gridRange: [-1, 2] });
    expect(train(model, x, y, 200)).toBeLessThan(1e-3);
    expect(model(x).round().abs().toArray()).toEqual([[0], [1], [1], [0]]);
  });

  it('learns exp(sin(pi x) + y^2), the example of the paper, at places it was not shown', () => {
    manualSeed(0);
    const f = (x: Tensor): Tensor => {
      const [first, second] = [x.narrow(1, 0, 1), x.narrow(1, 1, 1)];
      return first.mul(Math.PI).sin().add(second.square()).exp();
    };
    const [shown, hidden] = [rand(100, 2).mul(2).sub(1), rand(100, 2).mul(2).sub(1)];
    const model = new KAN([2, 5, 1]);
    const error = (x: Tensor): number => model(x).sub(f(x)).square().mean().item();
    const spread = f(hidden).var().item();
    expect(error(hidden)).toBeGreaterThan(0.3 * spread);
    train(model, shown, f(shown), 200);
    expect(error(hidden)).toBeLessThan(0.01 * spread);
  });

  it('takes any dims in front, none among them', () => {
    const model = new KAN([2, 3, 1]);
    expect(model(rand(4, 5, 2)).shape).toEqual([4, 5, 1]);
    expect(model(rand(2)).shape).toEqual([1]);
    expect(model(cat([rand(0, 2), rand(0, 2)])).shape).toEqual([0, 1]);
  });

  it('takes two widths or more', () => {
    expect(() => new KAN([2])).toThrow(ArgumentError);
    expect(() => new KAN([2])).toThrow('such as [2, 5, 1]; got [2]');
  });
});
