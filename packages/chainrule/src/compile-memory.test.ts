import { noGrad } from '@chainrule/autograd';
import { compile } from '@chainrule/compile';
import { accelerate } from '@chainrule/kernels-cpu';
import { BCELoss } from '@chainrule/nn';
import { Adam, SGD } from '@chainrule/optim';
import { getDevice, ones, type Tensor, tensor, tidy } from '@chainrule/tensor';
import { describe, expect, it, vi } from 'vitest';
import {
  describeExecutors,
  type MakeOptimizer,
  stateOf,
  x,
  xorNet,
  y,
} from './testing/compiled-nets.ts';

describeExecutors('a program that is given what its kernels refuse', () => {
  it('says what eager execution says, and goes on', () => {
    const criterion = new BCELoss();
    const cost = compile((input: Tensor, target: Tensor) => criterion(input.mul(1), target));
    for (let i = 0; i < 4; i++) cost(tensor([0.5, 0.25, 1]), ones(3));
    expect(() => cost(tensor([0.5, 1.5, 0]), ones(3))).toThrow(/from 0 to 1; got 1.5/);
    expect(cost(ones(3), ones(3)).item()).toBe(0);
  });
});

describeExecutors('results', () => {
  it('are copies that a later step leaves alone', () => {
    const counter = tensor([0]);
    const count = compile(() => ({ now: counter.add_(1).mul(1), list: [counter.mul(10)] }));
    const results = Array.from({ length: 6 }, () => count());
    expect(results.map(({ now }) => now.item())).toEqual([1, 2, 3, 4, 5, 6]);
    expect(results.map(({ list: [ten] }) => ten?.item())).toEqual([10, 20, 30, 40, 50, 60]);
  });

  it('may be arguments, or tensors from outside', () => {
    const outside = tensor([1]);
    const pass = compile((input: Tensor) => [input, outside] as const);
    for (let i = 0; i < 5; i++) {
      const input = tensor([i]);
      expect(pass(input)[0].item()).toBe(i);
      expect(pass(input)[1]).toBe(outside);
    }
  });

  it('may be parts of arguments', () => {
    const first = compile((input: Tensor) => input.select(0, 0));
    for (let i = 0; i < 5; i++) expect(first(tensor([i, 7])).item()).toBe(i);
  });

  it('see changes in place of an argument', () => {
    const increment = compile((input: Tensor) => input.add_(1));
    const input = tensor([0]);
    for (let i = 0; i < 6; i++) increment(input);
    expect(input.item()).toBe(6);
  });
});

describeExecutors('memory', () => {
  it('of parameters is shared by programs, and is their own again after dispose()', () => {
    const net = xorNet((p) => new SGD(p, { lr: 1, momentum: 0.5 }));
    const plain = xorNet((p) => new SGD(p, { lr: 1, momentum: 0.5 }));
    const [train, evaluate] = [compile(net.step), compile((input: Tensor) => net.model(input))];
    for (let i = 0; i < 8; i++) {
      train(x, y);
      plain.step(x, y);
      const predicted = noGrad(() => evaluate(x) as Tensor).toArray();
      expect(predicted).toEqual(noGrad(() => plain.model(x) as Tensor).toArray());
    }
    // More memory than there was makes that of WebAssembly grow, away from under its views.
    const large = compile((input: Tensor) => input.mul(2).sum());
    for (let i = 0; i < 4; i++) expect(large(ones(3e6)).item()).toBe(6e6);
    train.dispose();
    expect(stateOf(net.model)).toEqual(stateOf(plain.model));
    evaluate.dispose();
    large.dispose();
    expect(stateOf(net.model)).toEqual(stateOf(plain.model));
    net.step(x, y);
    plain.step(x, y);
    expect(stateOf(net.model)).toEqual(stateOf(plain.model));
  });

  it('is set aside once', () => {
    const net = xorNet((p) => new Adam(p, { lr: 0.01 }));
    const step = compile(net.step);
    for (let i = 0; i < 6; i++) step(x, y);
    const allocate = vi.spyOn(getDevice('cpu'), 'allocate');
    step.run(1000);
    // Only the copy of the result.
    expect(allocate).toHaveBeenCalledTimes(1);
    allocate.mockRestore();
  });

  it('is bounded by the number of programs kept, and given back', () => {
    const traced = vi.fn((input: Tensor) => input.add(1));
    const step = compile(traced, { maxPrograms: 2 });
    const three = [ones(1), ones(2), ones(3)];
    for (const input of three) for (let i = 0; i < 5; i++) step(input);
    const before = traced.mock.calls.length;
    step(ones(3));
    step(ones(2));
    expect(traced.mock.calls.length).toBe(before);
    step(ones(1));
    expect(traced.mock.calls.length).toBe(before + 1);
    step.dispose();
    expect(step.explain()).toBe('');
  });
});

it('leaves tensors alone that were kept from a recorded run', () => {
  let kept = tensor([0]);
  const compiled = compile((input: Tensor) => {
    const doubled = input.mul(2);
    kept = doubled;
    return doubled.add(1);
  });
  for (let i = 0; i < 3; i++) compiled(tensor([i]));
  expect(kept.item()).toBe(4);
  compiled(tensor([9]));
  expect(kept.item()).toBe(4);
});

describe('it explains itself', () => {
  const explained = (): { explain(): string; toDot(): string } => {
    const step = compile((input: Tensor) => input.matmul(input).add(1).relu());
    for (let i = 0; i < 4; i++) step(ones(2, 2));
    return step;
  };

  it('by the plain kernels', () => {
    const restore = accelerate(null);
    expect(explained().explain()).toMatchInlineSnapshot(`
      "task          instruction     result          FLOPs
      call 0  b1 =  matmul(b0, b0)  float32 [2, 2]  16
      call 1  b2 =  add(b1, 1)      float32 [2, 2]  4
      call 2  b3 =  relu(b2)        float32 [2, 2]  4
      3 instructions: 0 fused groups, 0 kernels in WebAssembly, 3 kernels called from JavaScript; 24 FLOPs, 16 bytes
      =  makes a buffer, <- changes one in place, <~ copies into one"
    `);
    restore();
  });

  it('in WebAssembly, and as a graph', () => {
    const restore = accelerate();
    const step = explained();
    expect(step.explain()).toMatchInlineSnapshot(`
      "task           instruction     result          FLOPs
      wasm 0   b1 =  matmul(b0, b0)  float32 [2, 2]  16
      group 1  b2 =  add(b1, 1)      float32 [2, 2]  4
      group 1  b3 =  relu(b2)        float32 [2, 2]  4
      3 instructions: 1 fused group, 1 kernel in WebAssembly, 0 kernels called from JavaScript; 24 FLOPs, 64 bytes
      =  makes a buffer, <- changes one in place, <~ copies into one"
    `);
    expect(step.toDot()).toMatchInlineSnapshot(`
      "digraph step {
          i0_0 [shape=box, label="matmul"];
        "b0" -> i0_0;
        "b0" -> i0_0;
        i0_0 -> "b1";
        subgraph cluster_1 {
          i1_0 [shape=box, label="add"];
          i1_1 [shape=box, label="relu"];
        }
        "b1" -> i1_0;
        "1" -> i1_0;
        i1_0 -> "b2";
        "b2" -> i1_1;
        i1_1 -> "b3";
      }
      "
    `);
    restore();
  });
});

describeExecutors('tidy around every call', () => {
  it('leaves a program what is its own, and gradients to their leaves', () => {
    const make: MakeOptimizer = (parameters) => new Adam(parameters, { lr: 0.01 });
    const [plain, compiled] = [xorNet(make), xorNet(make)];
    const shift = (): Tensor => tensor([0.5, 0.25]).add_(1);
    const step = compile((input: Tensor, target: Tensor) =>
      compiled.step(input.mul(shift()), target),
    );
    for (let i = 0; i < 8; i++) {
      const expected = plain.step(x.mul(shift()), y);
      // Gradients that nobody has for a while are still the program's.
      compiled.optimizer.zeroGrad();
      tidy(() => compiled.model(x).sum());
      expect(tidy(() => step(x, y)).item()).toBe(expected.item());
    }
    expect(step.explain()).not.toBe('');
    expect(stateOf(compiled.model)).toEqual(stateOf(plain.model));
    step.dispose();
  });
});
