import { grad } from '@chainrule/autograd';
import { cat, rand, type Tensor, where } from '@chainrule/tensor';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile } from './index.ts';

/** One operation on what has been computed so far, all of shape (3, 4). */
type Operation = (values: readonly Tensor[], a: Tensor, b: Tensor) => Tensor;

const operations: readonly Operation[] = [
  (_, a, b) => a.add(b, { alpha: 0.5 }),
  (_, a, b) => a.mul(b),
  (_, a, b) => a.sub(b).div(2),
  (_, a) => a.sigmoid(),
  (_, a) => a.tanh().mul(1.5),
  (_, a) => a.relu(),
  (_, a) => a.abs().add(0.1).sqrt(),
  (_, a, b) => where(a.gt(b), a, b.neg()),
  (_, a, b) => a.maximum(b),
  (_, a) => a.sum(0, true).expand(3, 4),
  (_, a) => a.sub(a.mean(1, true)),
  (_, a) => a.softmax(1),
  (_, a, b) => a.matmul(b.t()).matmul(b).mul(0.1),
  (_, a) => a.t().contiguous().view(3, 4),
  (_, a, b) => cat([a.narrow(1, 0, 2), b.narrow(1, 2, 2)], 1),
  (_, a) => a.flip(0),
  (_, a) => a.cumsum(1).mul(0.25),
  (_, a, b) => a.clone().add_(b).mul_(0.5),
  (_, a, b) => {
    const copy = a.clone();
    copy.select(0, 1).copy_(b.select(0, 2));
    copy.narrow(1, 1, 2).mul_(2);
    return copy;
  },
  (_, a) => a.amax(1, true).add(a).clamp(-2, 2),
  (values) => values.reduce((sum, value) => sum.add(value)).div(values.length),
];

interface Choice {
  readonly operation: number;
  readonly a: number;
  readonly b: number;
}

/** A program of random operations, with its gradient if it is asked for. */
function program(choices: readonly Choice[], differentiates: boolean, weight: Tensor) {
  return (x: Tensor): Tensor[] => {
    const values = [x, weight];
    for (const { operation, a, b } of choices) {
      const [left, right] = [values[a % values.length], values[b % values.length]];
      const apply = operations[operation] as Operation;
      values.push(apply(values, left as Tensor, right as Tensor));
    }
    const result = values.at(-1) as Tensor;
    if (!differentiates || !result.requiresGrad) return [result];
    const [slope] = grad(result.sum(), [weight], { allowUnused: true });
    return slope === null || slope === undefined ? [result] : [result, slope];
  };
}

const choice = fc.record({
  operation: fc.nat(operations.length - 1),
  a: fc.nat(20),
  b: fc.nat(20),
});

it('random programs compute the same bits compiled and eager', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(choice, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      (choices, differentiates) => {
        const weight = rand(3, 4, { requiresGrad: true });
        const eager = program(choices, differentiates, weight);
        const compiled = compile(eager);
        for (let call = 0; call < 5; call++) {
          const x = rand(3, 4).sub(0.5);
          const expected = eager(x).map((tensor) => tensor.toArray());
          expect(compiled(x).map((tensor) => tensor.toArray())).toEqual(expected);
        }
      },
    ),
    { numRuns: 2000, seed: 7 },
  );
});
