import { ones, rand, randn, tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { optimize } from '../../passes/optimize.ts';
import { record } from '../../testing/record.ts';
import { Schedule } from './schedule.ts';

/** The tasks of a step in short: `group(add, mul)`, `coded(sum)`. */
function tasksOf(step: Parameters<typeof record>[0]): string[] {
  return new Schedule(optimize(record(step))).tasks.map(
    ({ kind, instructions }) =>
      `${kind}(${instructions.map(({ primitive }) => primitive).join(', ')})`,
  );
}

const x = rand(20, 30);

describe('elementwise instructions', () => {
  it('form one group with what rows, columns and numbers stretch to', () => {
    const [row, column] = [rand(30), rand(20, 1)];
    expect(tasksOf(() => x.add(row).mul(row).sigmoid().mul(2))).toEqual([
      'group(add, mul, sigmoid, mul)',
    ]);
    expect(tasksOf(() => x.add(row).mul(column).gt(0.5))).toEqual(['group(add, mul, gt)']);
  });

  it('go around what does not concern them', () => {
    expect(
      tasksOf(() => {
        const first = x.exp();
        const total = first.sum();
        return [first.neg(), total];
      }),
    ).toEqual(['group(exp, neg)', 'coded(sum)']);
  });

  it('wait for what they need', () => {
    expect(tasksOf(() => x.div(x.exp().sum(1, true)))).toEqual([
      'group(exp)',
      'coded(sum)',
      'group(div)',
    ]);
  });

  it('stay apart from groups that read in another order what they write', () => {
    const state = zeros(30, 30);
    const square = rand(30, 30);
    const tasks = tasksOf(() => {
      const read = square.add(state.select(0, 0));
      state.copy_(read);
      return read;
    });
    expect(tasks).toEqual(['group(add)', 'group(contiguous)']);
  });

  it('of arrays that have nothing in common form groups of their own', () => {
    const other = rand(20, 30);
    expect(tasksOf(() => [x.exp().neg(), other.exp().neg()])).toEqual([
      'group(exp, neg)',
      'group(exp, neg)',
    ]);
    expect(
      tasksOf(() => [
        ones(3)
          .exp()
          .mul(tensor([1, 2, 3])),
        rand(3),
      ]),
    ).toHaveLength(2);
  });

  it('read copies of operands that lie otherwise', () => {
    const transposed = rand(30, 20).t();
    expect(tasksOf(() => x.add(transposed))).toEqual(['coded(contiguous)', 'group(add)']);
  });
});

describe('what has no kernel in WebAssembly', () => {
  it('is called, and keeps its place', () => {
    expect(tasksOf(() => x.exp().cumsum(0).neg())).toEqual([
      'group(exp)',
      'called(cumsum)',
      'group(neg)',
    ]);
  });

  it('takes all draws with it, as a generator has one state', () => {
    expect(tasksOf(() => [rand(5), rand(5)])).toEqual(['coded(random)', 'coded(random)']);
    expect(tasksOf(() => [rand(5), randn(5)])).toEqual(['called(random)', 'called(random)']);
  });
});
