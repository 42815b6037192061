import { describe, expect, it } from 'vitest';
import {
  apply,
  type Interpreter,
  installInterpreter,
  none,
  type Primitive,
  tensor,
} from './index.ts';

/** An interpreter that notes what passes through it. */
function noting(passed: string[], name: string): (below: Interpreter) => Interpreter {
  return (below) => ({
    apply(primitive, inputs, params) {
      passed.push(`${name} ${primitive}`);
      return below.apply(primitive, inputs, params);
    },
    assign(target, primitive, inputs, params) {
      passed.push(`${name} ${primitive}_`);
      return below.assign(target, primitive, inputs, params);
    },
  });
}

describe('interpreters', () => {
  it('see every primitive, the highest first, whatever the order they came in', () => {
    const passed: string[] = [];
    const removeHigh = installInterpreter('autograd', noting(passed, 'autograd'));
    const removeLow = installInterpreter('trace', noting(passed, 'trace'));
    const x = tensor([1, 2]);
    x.add(1).t();
    x.mul_(2);
    removeLow();
    removeHigh();
    x.add(1);
    expect(passed).toEqual([
      'autograd add',
      'trace add',
      'autograd permute',
      'trace permute',
      'autograd mul_',
      'trace mul_',
    ]);
  });

  it('at one level take each other’s place, and give it back', () => {
    const passed: string[] = [];
    const removeFirst = installInterpreter('trace', noting(passed, 'first'));
    const removeSecond = installInterpreter('trace', noting(passed, 'second'));
    const x = tensor([1]);
    x.neg();
    removeSecond();
    x.exp();
    removeFirst();
    x.sin();
    expect(passed).toEqual(['second neg', 'first exp']);
  });

  it('can answer by themselves', () => {
    const answer = tensor([42]);
    const remove = installInterpreter('trace', (below) => ({ ...below, apply: () => answer }));
    try {
      expect(apply('neg' satisfies Primitive, [tensor([1])], none)).toBe(answer);
    } finally {
      remove();
    }
  });
});
