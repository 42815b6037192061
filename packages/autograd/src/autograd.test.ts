import { AutogradError, ones, rand, type Tensor, tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { backward, enableGrad, grad, isGradEnabled, noGrad, setGradEnabled } from './index.ts';

const leaf = (values: number[]): Tensor => tensor(values, { requiresGrad: true });

describe('backward', () => {
  it('adds to the gradient of every leaf', () => {
    const [a, b] = [leaf([1, 2]), leaf([3, 4])];
    a.mul(b).sum().backward();
    a.mul(b).sum().backward();
    expect([a.grad?.toArray(), b.grad?.toArray()]).toEqual([
      [6, 8],
      [2, 4],
    ]);
  });

  it('gives each leaf a gradient of its own, though both operands of a sum get the same', () => {
    const [a, b] = [leaf([1, 2]), leaf([3, 4])];
    a.add(b).sum().backward();
    a.grad?.mul_(10);
    expect(b.grad?.toArray()).toEqual([1, 1]);
  });

  it('does not take over the gradient that the user passes', () => {
    const a = leaf([1, 2]);
    const start = tensor([1, 1]);
    a.add(0).backward(start);
    a.grad?.zero_();
    expect(start.toArray()).toEqual([1, 1]);
  });

  it('sums the gradients of a value used twice', () => {
    const x = leaf([3]);
    const y = x.mul(2);
    y.mul(y).sum().backward();
    expect(x.grad?.toArray()).toEqual([24]);
  });

  it('starts from a given gradient', () => {
    const x = leaf([1, 2]);
    x.mul(3).backward(tensor([1, 10]));
    expect(x.grad?.toArray()).toEqual([3, 30]);
  });

  it('walks a chain of 100,000 operations without a stack overflow', () => {
    const x = leaf([1]);
    let y = x.mul(1);
    for (let i = 0; i < 100_000; i++) y = y.add(1);
    y.sum().backward();
    expect(x.grad?.toArray()).toEqual([1]);
  });

  it('refuses a tensor of several elements, and one that nothing was recorded for', () => {
    expect(() => leaf([1, 2]).mul(2).backward()).toThrow(AutogradError);
    expect(() => leaf([1, 2]).mul(2).backward()).toThrow(/reduce it with sum\(\) or mean\(\)/);
    expect(() => tensor([1]).backward()).toThrow(/requiresGrad: true/);
  });

  it('refuses a second walk, unless the graph is retained', () => {
    const x = leaf([2]);
    const y = x.mul(x).sum();
    y.backward(null, { retainGraph: true });
    y.backward();
    expect(x.grad?.toArray()).toEqual([8]);
    expect(() => y.backward()).toThrow(/retainGraph/);
  });

  it('accumulates into the named inputs alone', () => {
    const [a, b] = [leaf([1]), leaf([2])];
    a.mul(b)
      .sum()
      .backward(null, { inputs: [a] });
    expect(a.grad?.toArray()).toEqual([2]);
    expect(b.grad).toBeNull();
  });

  it('records itself with createGraph', () => {
    const x = leaf([2]);
    x.pow(3).sum().backward(null, { createGraph: true });
    const first = x.grad as Tensor;
    x.grad = null;
    first.sum().backward();
    expect((x.grad as unknown as Tensor).toArray()).toEqual([12]);
  });
});

it('backward walks from several tensors at once', () => {
  const x = leaf([1, 2]);
  const y = x.mul(2);
  backward([y.sum(), y.mul(y)], { gradTensors: [undefined, tensor([1, 0])] });
  expect(x.grad?.toArray()).toEqual([10, 2]);
  expect(() => backward([y.sum()], { gradTensors: [] })).toThrow(/one gradient for each/);
});

describe('grad', () => {
  it('returns gradients and touches none', () => {
    const x = leaf([1, 2]);
    const [slope] = grad(x.pow(2).sum(), [x]);
    expect(slope?.toArray()).toEqual([2, 4]);
    expect(x.grad).toBeNull();
  });

  it('goes to results as well as leaves', () => {
    const x = leaf([3]);
    const y = x.mul(2);
    const [byY, byX] = grad(y.mul(y).sum(), [y, x]);
    expect([byY?.item(), byX?.item()]).toEqual([12, 24]);
  });

  it('differentiates three times', () => {
    const x = leaf([2]);
    let y: Tensor = x.pow(4).sum();
    for (let order = 0; order < 3; order++) {
      y = (grad(y, [x], { createGraph: true })[0] as Tensor).sum();
    }
    expect(y.item()).toBe(48);
  });

  it('says which input was not used', () => {
    const [a, b] = [leaf([1]), leaf([2])];
    expect(() => grad(a.mul(2).sum(), [a, b])).toThrow(/input 1.*allowUnused/);
    expect(grad(a.mul(2).sum(), [a, b], { allowUnused: true })[1]).toBeNull();
  });
});

describe('grad mode', () => {
  it('stops and starts recording, and puts back what was after an error', () => {
    const x = leaf([1]);
    expect(noGrad(() => x.mul(2)).requiresGrad).toBe(false);
    expect(noGrad(() => enableGrad(() => x.mul(2))).requiresGrad).toBe(true);
    expect(() =>
      noGrad(() => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(isGradEnabled()).toBe(true);
    setGradEnabled(false);
    expect(x.mul(2).requiresGrad).toBe(false);
    setGradEnabled(true);
  });

  it('refuses an asynchronous body', () => {
    expect(() => noGrad(async () => 1)).toThrow(/promise/);
    expect(isGradEnabled()).toBe(true);
  });
});

describe('leaves', () => {
  it('are what the user made', () => {
    const x = leaf([1]);
    const y = x.mul(2);
    expect([x.isLeaf, y.isLeaf, y.detach().isLeaf]).toEqual([true, false, true]);
    expect([x.gradFn, y.gradFn?.name]).toEqual([null, 'MulBackward0']);
  });

  it('are what detach_ makes of a result', () => {
    const x = leaf([1]);
    const y = x.mul(2);
    expect(y.detach_()).toBe(y);
    expect([y.isLeaf, y.requiresGrad, y.gradFn]).toEqual([true, false, null]);
    y.add(x).sum().backward();
    expect(x.grad?.toArray()).toEqual([1]);
  });

  it('must be floating point to require grad', () => {
    expect(() => zeros(2, { dtype: 'int32', requiresGrad: true })).toThrow(/int32/);
  });

  it('keep requiring grad once they are results', () => {
    const y = leaf([1]).mul(2);
    expect(() => y.requiresGrad_(false)).toThrow(/detach\(\)/);
  });

  it('take a gradient that looks like them only', () => {
    const x = leaf([1, 2]);
    expect(() => {
      x.grad = ones(3);
    }).toThrow(AutogradError);
  });
});

describe('changes in place', () => {
  it('are refused on a leaf and on a view of one', () => {
    const x = leaf([1, 2]);
    expect(() => x.add_(1)).toThrow(/noGrad/);
    expect(() => x.select(0, 0).add_(1)).toThrow(/view of a leaf/);
    expect(x.toArray()).toEqual([1, 2]);
    noGrad(() => x.add_(1));
    expect(x.toArray()).toEqual([2, 3]);
  });

  it('are noticed where the old value was saved', () => {
    const x = leaf([1, 2]);
    const y = x.exp();
    y.add_(1);
    expect(() => y.sum().backward()).toThrow(/ExpBackward0 needs .* changed in place/);
  });

  it('keep what they need of the old value', () => {
    const x = leaf([2, -3]);
    const y = x.mul(1);
    y.mul_(y).abs_();
    y.sum().backward();
    expect(x.grad?.toArray()).toEqual([4, -6]);
  });

  it('are harmless where nothing was saved', () => {
    const x = leaf([1, 2]);
    const y = x.add(1);
    y.mul_(3);
    y.sum().backward();
    expect(x.grad?.toArray()).toEqual([3, 3]);
  });

  it('take the place of what was there', () => {
    const x = leaf([1, 2]);
    const y = x.mul(2);
    y.copy_(tensor([5, 6]));
    y.sum().backward();
    expect(x.grad?.toArray()).toEqual([0, 0]);
  });

  it('of a view reach the base', () => {
    const x = leaf([1, 2, 3]);
    const y = x.mul(2);
    y.narrow(0, 1, 2).mul_(10);
    y.sum().backward();
    expect(x.grad?.toArray()).toEqual([2, 20, 20]);
  });

  it('of the base, or another view, reach a view made before', () => {
    const x = leaf([1, 2, 3]);
    const y = x.mul(2);
    const view = y.narrow(0, 0, 2);
    y.mul_(10);
    y.select(0, 1).mul_(7);
    view.sum().backward();
    expect(view.toArray()).toEqual([20, 280]);
    expect(x.grad?.toArray()).toEqual([20, 140, 0]);
  });

  it('make a plain buffer a result', () => {
    const buffer = zeros(2, 2);
    const v = leaf([1, 2]);
    buffer.select(0, 1).copy_(v);
    expect(buffer.requiresGrad).toBe(true);
    buffer.mul(3).sum().backward();
    expect(v.grad?.toArray()).toEqual([3, 3]);
  });

  it('through a transposed and sliced view, twice', () => {
    const x = rand(3, 4, { requiresGrad: true });
    const y = x.mul(1);
    const view = y.t().narrow(0, 1, 2);
    view.mul_(2);
    view.select(0, 0).mul_(5);
    y.sum().backward();
    const row = [1, 10, 2, 1];
    expect(x.grad?.toArray()).toEqual([row, row, row]);
  });
});

describe('hooks', () => {
  it('see and replace a gradient, until they are removed', () => {
    const x = leaf([1]);
    const seen: number[] = [];
    const remove = x.registerHook((gradient) => {
      seen.push(gradient.item());
      return gradient.mul(10);
    });
    x.mul(2).sum().backward();
    remove();
    x.mul(2).sum().backward();
    expect(seen).toEqual([2]);
    expect(x.grad?.toArray()).toEqual([22]);
  });

  it('work on results', () => {
    const x = leaf([1]);
    const y = x.mul(2);
    y.registerHook((gradient) => gradient.mul(0));
    y.mul(5).sum().backward();
    expect(x.grad?.toArray()).toEqual([0]);
  });

  it('refuse a tensor without gradients', () => {
    expect(() => tensor([1]).registerHook(() => undefined)).toThrow(AutogradError);
  });
});

it('retainGrad keeps the gradient of a result', () => {
  const x = leaf([1]);
  const y = x.mul(2);
  y.retainGrad();
  y.mul(y).sum().backward();
  expect(y.grad?.toArray()).toEqual([4]);
});
