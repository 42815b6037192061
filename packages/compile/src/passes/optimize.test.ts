import { ones, rand, tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { primitivesOf, record } from '../testing/record.ts';
import { optimize } from './optimize.ts';

const x = rand(3, 4);

describe('dead code', () => {
  it('is left out, unless it draws or writes what lasts', () => {
    const state = zeros(3, 4);
    const program = record(() => {
      x.exp().sum();
      rand(2);
      state.add_(x.neg());
      x.mul(2).add(1).zero_();
      return x.sin();
    });
    expect(primitivesOf(optimize(program))).toEqual(['random', 'neg', 'add', 'sin']);
  });

  it('is not what is partly overwritten', () => {
    const program = record(() => {
      const made = x.exp();
      made.select(0, 1).copy_(x.select(0, 0));
      return made;
    });
    expect(primitivesOf(optimize(program))).toEqual(['exp', 'contiguous']);
  });

  it('is what is overwritten as a whole', () => {
    const program = record(() => {
      const made = x.exp();
      made.copy_(x);
      return made;
    });
    expect(primitivesOf(optimize(program))).toEqual(['contiguous']);
  });
});

describe('common subexpressions', () => {
  it('are computed once, results included', () => {
    const program = record(() => [x.exp().add(x), x.exp().mul(x), x.exp()]);
    const optimized = optimize(program);
    expect(primitivesOf(optimized)).toEqual(['exp', 'add', 'mul']);
    expect(optimized.results.size).toBe(3);
  });

  it('are not those of values that changed in between, nor draws', () => {
    const state = rand(3, 4);
    const program = record(() => {
      const before = state.exp();
      state.add_(1);
      return [before, state.exp(), rand(2), rand(2)];
    });
    expect(primitivesOf(optimize(program))).toEqual(['exp', 'add', 'exp', 'random', 'random']);
  });

  it('tell params apart, zeros by their sign too', () => {
    const program = record(() => [x.clamp(0, 1), x.clamp(-0, 1), x.sum(0), x.sum(1)]);
    expect(primitivesOf(optimize(program))).toEqual(['clamp', 'clamp', 'sum', 'sum']);
  });

  it('include copies of what stays as it is', () => {
    const kept = record(() => x.exp().clone().mul(2));
    expect(primitivesOf(optimize(kept))).toEqual(['exp', 'mul']);
    const changed = record(() => {
      const made = x.exp();
      const copy = made.clone();
      made.add_(1);
      return copy.mul(made);
    });
    expect(primitivesOf(optimize(changed))).toEqual(['exp', 'contiguous', 'add', 'mul']);
  });
});

describe('constants', () => {
  it('are computed once and for all, and read as numbers', () => {
    const program = record(() => x.mul(ones(3, 4).div(4).neg()));
    const { instructions } = optimize(program);
    expect(instructions.map(({ primitive }) => primitive)).toEqual(['mul']);
    const constant = instructions[0]?.inputs[1];
    expect([constant?.shape, constant?.item()]).toEqual([[], -0.25]);
  });

  it('are not what somebody writes later', () => {
    const program = record(() => {
      const total = zeros(3, 4);
      total.add_(x);
      return total.mul(tensor(2));
    });
    expect(primitivesOf(optimize(program))).toEqual(['full', 'add', 'mul']);
  });
});
