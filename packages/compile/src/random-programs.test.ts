import process from 'node:process';
import { getRngState, manualSeed, rand, setRngState, type Tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { compile } from './index.ts';
import { type RandomStep, randomStep } from './testing/random-step.ts';

/** Continuous integration has the time for all of them. */
const count = process.env.CI ? 2000 : 200;
const groups = 20;
const calls = 7;

function valuesOf(tensors: readonly Tensor[]): unknown[] {
  return tensors.map((tensor) => [tensor.shape, tensor.toArray(), tensor.grad?.toArray()]);
}

/** What a step gives, call after call, and where its state ends up. */
function outcome(seed: number, wrap: (step: RandomStep['step']) => RandomStep['step']): unknown[] {
  manualSeed(seed);
  const { step, state } = randomStep(seed);
  const run = wrap(step);
  return Array.from({ length: calls }, () => {
    const results = run(rand(4, 3), rand(3));
    return [valuesOf(results.map((result) => result.detach())), valuesOf(state)];
  });
}

describe('programs made up at random give the bits of eager execution', () => {
  it.each(Array.from({ length: groups }, (_, group) => group))('group %d', (group) => {
    for (let number = group; number < count; number += groups) {
      const expected = outcome(number, (step) => step);
      expect(
        outcome(number, (step) => compile(step)),
        `seed ${number}`,
      ).toEqual(expected);
    }
  });

  it('in one call for several steps', () => {
    for (let seed = 0; seed < 40; seed++) {
      const [x, y] = [rand(4, 3), rand(3)];
      const start = getRngState();
      const plain = randomStep(seed);
      for (let i = 0; i < 8; i++) plain.step(x, y);
      setRngState(start);
      const { step, state } = randomStep(seed);
      const compiled = compile(step);
      compiled(x, y);
      compiled.run(7);
      expect(compiled.explain()).toMatch(/instructions/);
      expect(valuesOf(state), `seed ${seed}`).toEqual(valuesOf(plain.state));
    }
  });
});
