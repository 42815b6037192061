import { ArgumentError, ones, type Tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Linear, Module, ModuleList, ReLU } from '../index.ts';

class Deep extends Module {
  layers = new ModuleList([new Linear(2, 2), new Linear(2, 2)]);

  override forward(x: Tensor): Tensor {
    return this.layers.reduce((y, layer) => layer(y), x);
  }
}

describe('ModuleList', () => {
  it('registers its modules with the one that holds it', () => {
    const model = new Deep();
    expect([...model.namedParameters()].map(([name]) => name)).toEqual([
      'layers.0.weight',
      'layers.0.bias',
      'layers.1.weight',
      'layers.1.bias',
    ]);
    expect(model(ones(1, 2)).shape).toEqual([1, 2]);
    expect(model.eval().layers.at(0)?.training).toBe(false);
  });

  it('is a list', () => {
    const [first, second, third] = [new ReLU(), new ReLU(), new ReLU()];
    const list = new ModuleList([first, second]);
    expect(list.length).toBe(2);
    expect([...list.append(third)]).toEqual([first, second, third]);
    expect(list.at(-1)).toBe(third);
    expect(list.at(3)).toBeUndefined();
    expect([...list.slice(1)]).toEqual([second, third]);
    expect([...list.insert(0, third)][0]).toBe(third);
    expect(list.set(-1, first).at(3)).toBe(first);
    expect(list.map((_, index) => index)).toEqual([0, 1, 2, 3]);
    expect(list.extend([second]).length).toBe(5);
  });

  it('refuses to be called, and what is no module', () => {
    const list = new ModuleList([new ReLU()]);
    expect(() => (list as unknown as () => void)()).toThrow(ArgumentError);
    expect(() => list.append(ones(1) as never)).toThrow(ArgumentError);
    expect(() => list.set(0, null as never)).toThrow(ArgumentError);
    expect(() => list.set(5, new ReLU())).toThrow(ArgumentError);
    expect(() => list.addModule('7', new ReLU())).toThrow(ArgumentError);
    expect(list.length).toBe(1);
  });
});
