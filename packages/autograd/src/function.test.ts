import { AutogradError, type Tensor, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import * as autograd from './index.ts';
import { type FunctionContext, grad, gradcheck, gradgradcheck } from './index.ts';

class Cube extends autograd.Function {
  static override forward(context: FunctionContext, x: Tensor, scale: number): Tensor {
    context.saveForBackward(x);
    context.scale = scale;
    return x.mul(x).mul(x).mul(scale);
  }

  static override backward(context: FunctionContext, gradient: Tensor): (Tensor | null)[] {
    const [x] = context.savedTensors as [Tensor];
    return [gradient.mul(x.mul(x).mul(3 * (context.scale as number))), null];
  }
}

class Split extends autograd.Function {
  static override forward(context: FunctionContext, x: Tensor): Tensor[] {
    const order = x.argmax(0);
    context.markNonDifferentiable(order);
    return [x.mul(2), x.mul(3), order];
  }

  static override backward(_: FunctionContext, twice: Tensor, thrice: Tensor): Tensor {
    return twice.mul(2).add(thrice.mul(3));
  }
}

const input = (): Tensor => tensor([1, 2], { dtype: 'float64', requiresGrad: true });

describe('Function', () => {
  it('computes its own gradient, and the gradient of that', () => {
    const x = input();
    expect(gradcheck((each) => Cube.apply(each, 2), [x])).toBe(true);
    expect(gradgradcheck((each) => Cube.apply(each, 2), [x])).toBe(true);
  });

  it('is named after its class', () => {
    expect(Cube.apply(input(), 1).gradFn?.name).toBe('CubeBackward');
  });

  it('has several results, some without gradients', () => {
    const x = input();
    const [twice, thrice, order] = Split.apply(x) as [Tensor, Tensor, Tensor];
    expect(order.requiresGrad).toBe(false);
    thrice.sum().backward();
    expect(x.grad?.toArray()).toEqual([3, 3]);
    expect(
      grad(Split.apply(x)[0] as Tensor, [x], { gradOutputs: twice.detach() })[0]?.toArray(),
    ).toEqual([4, 8]);
  });

  it('may return its argument', () => {
    class Identity extends autograd.Function {
      static override forward(_: FunctionContext, x: Tensor): Tensor {
        return x;
      }
      static override backward(_: FunctionContext, gradient: Tensor): Tensor {
        return gradient.mul(-1);
      }
    }
    const x = input();
    const y = Identity.apply(x);
    expect(y).not.toBe(x);
    y.sum().backward();
    expect(x.grad?.toArray()).toEqual([-1, -1]);
  });

  it('refuses too few gradients, and gradients of a wrong shape', () => {
    class Wrong extends autograd.Function {
      static override forward(_: FunctionContext, x: Tensor, y: Tensor): Tensor {
        return x.add(y);
      }
      static override backward(_: FunctionContext, gradient: Tensor): Tensor[] {
        return [gradient.sum()];
      }
    }
    class Misshapen extends Wrong {
      static override backward(_: FunctionContext, gradient: Tensor): Tensor[] {
        return [gradient.sum(), gradient];
      }
    }
    expect(() => Wrong.apply(input(), input()).sum().backward()).toThrow(/returned 1 gradients/);
    expect(() => Misshapen.apply(input(), input()).sum().backward()).toThrow(AutogradError);
  });

  it('notices that a saved value was changed', () => {
    const x = tensor([1, 2], { requiresGrad: true }).mul(1);
    const y = Cube.apply(x, 1);
    x.add_(1);
    expect(() => y.sum().backward()).toThrow(/changed in place/);
  });
});
