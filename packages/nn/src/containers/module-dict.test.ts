import { ArgumentError, ones, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Linear, ModuleDict, ReLU, Tanh } from '../index.ts';

describe('ModuleDict', () => {
  it('holds modules by name, in order', () => {
    const relu = new ReLU();
    const dict = new ModuleDict({ relu, tanh: new Tanh() });
    expect(dict.size).toBe(2);
    expect(
      dict
        .get('relu')?.(tensor([-1]))
        .item(),
    ).toBe(0);
    expect(dict.has('sigmoid')).toBe(false);
    expect([...dict.keys()]).toEqual(['relu', 'tanh']);
    expect([...dict.values()][0]).toBe(relu);
    expect([...dict][0]).toEqual(['relu', relu]);
    expect(dict.set('relu', new Tanh()).get('relu')).toBeInstanceOf(Tanh);
    expect(dict.update({ last: relu }).pop('last')).toBe(relu);
    expect(dict.pop('last')).toBeUndefined();
    dict.clear();
    expect(dict.size).toBe(0);
  });

  it('registers their parameters', () => {
    const dict = new ModuleDict({ keys: new Linear(1, 1), forward: new Linear(1, 1) });
    expect([...dict.namedParameters()].map(([name]) => name)).toEqual([
      'keys.weight',
      'keys.bias',
      'forward.weight',
      'forward.bias',
    ]);
  });

  it('refuses to be called, and what is no module', () => {
    const dict = new ModuleDict({ relu: new ReLU() });
    expect(() => (dict as unknown as () => void)()).toThrow(ArgumentError);
    expect(() => dict.set('a.b', new ReLU())).toThrow(ArgumentError);
    expect(() => dict.set('b', ones(1) as never)).toThrow(ArgumentError);
    expect(dict.size).toBe(1);
  });
});
