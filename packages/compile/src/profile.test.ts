import { noGrad } from '@chainrule/autograd';
import { Generator, rand, randn, type Tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { compile } from './index.ts';
import { describeCpuExecutors } from './testing/executors.ts';

describeCpuExecutors('profile', () => {
  /** A step with products, draws, a state that decays, and a descent. */
  function steps() {
    const generator = new Generator().manualSeed(5);
    const weight = randn([6, 3], { generator, requiresGrad: true });
    const average = rand([6, 3], { generator });
    const x = rand([4, 6], { generator });
    const step = (): Tensor => {
      weight.grad = null;
      const noise = rand([4, 3], { generator });
      const cost = x.matmul(weight).tanh().sub(noise).square().mean();
      cost.backward();
      noGrad(() => {
        average.mul_(0.5).add_(weight.grad!);
        weight.sub_(average, { alpha: 0.1 });
      });
      return cost;
    };
    return { step, state: [weight, average] };
  }

  it('times every task of the program', () => {
    const step = compile(steps().step);
    expect(step.profile()).toEqual([]);
    for (let i = 0; i < 3; i++) step();
    const tasks = step.profile();
    expect(tasks.flatMap(({ primitives }) => primitives)).toContain('matmul');
    for (const { primitives, writes, seconds } of tasks) {
      expect(writes.length).toBe(primitives.length);
      expect(seconds).toBeGreaterThanOrEqual(0);
      expect(seconds).toBeLessThan(Number.POSITIVE_INFINITY);
    }
    expect(step.explain()).toContain(
      `${tasks.flatMap(({ primitives }) => primitives).length} inst`,
    );
  });

  it('leaves parameters, state and draws as they were', () => {
    const [measured, plain] = [steps(), steps()];
    const step = compile(measured.step);
    for (let i = 0; i < 3; i++) expect(step().item()).toBe(plain.step().item());
    for (let i = 0; i < 3; i++) {
      step.profile();
      expect(step().item()).toBe(plain.step().item());
    }
    step.profile();
    for (const [place, tensor] of measured.state.entries()) {
      expect(tensor.toArray()).toEqual(plain.state[place]!.toArray());
    }
  });
});
