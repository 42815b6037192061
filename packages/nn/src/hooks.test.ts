import { noGrad } from '@chainrule/autograd';
import { ArgumentError, ones, type Tensor, tensor } from '@chainrule/tensor';
import { describe, expect, it, vi } from 'vitest';
import { Identity, Linear, Module } from './index.ts';

class Multiply extends Module<[a: Tensor, b: Tensor, note: string]> {
  override forward(a: Tensor, b: Tensor): Tensor {
    return a.mul(b);
  }
}

class Split extends Module<[Tensor], Tensor[]> {
  override forward(x: Tensor): Tensor[] {
    return [x.mul(2), x.mul(3)];
  }
}

describe('forward hooks', () => {
  it('see and replace inputs and outputs, in the order of registration', () => {
    const layer = new Identity<number>();
    const seen: unknown[] = [];
    layer.registerForwardPreHook((module, inputs) => {
      seen.push(module === layer, inputs);
      return 5;
    });
    layer.registerForwardPreHook((_, [x]) => [(x as number) + 1]);
    layer.registerForwardHook((_module, inputs, output) => {
      seen.push(inputs, output);
    });
    layer.registerForwardHook((_module, _inputs, output) => (output as number) * 10);
    expect(layer(1)).toBe(60);
    expect(seen).toEqual([true, [1], [6], 6]);
  });

  it('are removed one registration at a time', () => {
    const layer = new Identity<number>();
    const double = (_module: unknown, _inputs: unknown, output: unknown): number =>
      (output as number) * 2;
    const removeFirst = layer.registerForwardHook(double);
    const removeSecond = layer.registerForwardHook(double);
    expect(layer(1)).toBe(4);
    removeFirst();
    expect(layer(1)).toBe(2);
    removeSecond();
    expect(layer(1)).toBe(1);
  });
});

describe('full backward hooks', () => {
  it('see the gradients of inputs and outputs', () => {
    const layer = new Multiply();
    const hook = vi.fn();
    layer.registerFullBackwardHook((_module, gradInput, gradOutput) => {
      hook(
        gradInput.map((gradient) => gradient?.toArray() ?? null),
        gradOutput.map((gradient) => gradient?.toArray() ?? null),
      );
    });
    const a = tensor([1, 2], { requiresGrad: true });
    const b = tensor([3, 4], { requiresGrad: true });
    layer(a, b, 'note').mul(10).sum().backward();
    expect(hook.mock.calls).toEqual([[[[30, 40], [10, 20], null], [[10, 10]]]]);
    expect(a.grad?.toArray()).toEqual([30, 40]);
  });

  it('count only what flowed through the module', () => {
    const layer = new Identity<Tensor>();
    const seen: unknown[] = [];
    layer.registerFullBackwardHook((_module, gradInput) => {
      seen.push(gradInput[0]?.toArray());
    });
    const x = tensor([1], { requiresGrad: true });
    layer(x).mul(2).add(x.mul(5)).backward();
    expect(seen).toEqual([[2]]);
    expect(x.grad?.toArray()).toEqual([7]);
  });

  it('replace the gradients of the inputs', () => {
    const layer = new Multiply();
    layer.registerFullBackwardHook((_module, [a, b]) => [
      a?.mul(2) ?? null,
      b?.mul(3) ?? null,
      null,
    ]);
    const a = tensor([1], { requiresGrad: true });
    const b = tensor([5], { requiresGrad: true });
    layer(a, b, '').backward();
    expect([a.grad?.item(), b.grad?.item()]).toEqual([10, 3]);
  });

  it('are called where no input takes a gradient, and for several outputs', () => {
    const layer = new Linear(1, 1);
    const seen: unknown[] = [];
    layer.registerFullBackwardHook((_module, gradInput, gradOutput) => {
      seen.push(
        gradInput,
        gradOutput.map((gradient) => gradient?.toArray()),
      );
    });
    layer(ones(1, 1)).backward();
    expect(seen).toEqual([[null], [[[1]]]]);

    const split = new Split();
    const outputs: unknown[] = [];
    split.registerFullBackwardHook((_module, gradInput, gradOutput) => {
      outputs.push(
        gradInput[0]?.item(),
        gradOutput.map((gradient) => gradient?.item() ?? null),
      );
    });
    const [first] = split(tensor([1], { requiresGrad: true })) as [Tensor, Tensor];
    first.backward();
    expect(outputs).toEqual([2, [1, null]]);
  });

  it('cost nothing where nothing is recorded', () => {
    const layer = new Linear(1, 1);
    const hook = vi.fn();
    const remove = layer.registerFullBackwardHook(hook);
    expect(noGrad(() => layer(ones(1, 1))).gradFn).toBeNull();
    remove();
    layer(ones(1, 1)).backward();
    expect(hook).not.toHaveBeenCalled();
  });

  it('refuse another number of gradients', () => {
    const layer = new Identity<Tensor>();
    layer.registerFullBackwardHook(() => []);
    const x = tensor([1], { requiresGrad: true });
    expect(() => layer(x).backward()).toThrow(ArgumentError);
  });
});
