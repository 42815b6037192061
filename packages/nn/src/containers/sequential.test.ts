import { ArgumentError, ones, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Flatten, Linear, ReLU, Sequential, Tanh } from '../index.ts';

describe('Sequential', () => {
  it('feeds each layer what the one before gives', () => {
    const model = new Sequential(new Flatten(), new ReLU());
    expect(model(tensor([[[1, -2]]])).toArray()).toEqual([[1, 0]]);
    expect(new Sequential()(ones(2)).toArray()).toEqual([1, 1]);
  });

  it('takes layers by name', () => {
    const model = new Sequential({ hidden: new Linear(2, 3), activation: new Tanh() });
    expect(model.get('hidden')).toBeInstanceOf(Linear);
    expect(model.get('output')).toBeUndefined();
    expect([...model.namedParameters()].map(([name]) => name)).toEqual([
      'hidden.weight',
      'hidden.bias',
    ]);
    expect(model.getSubmodule('activation')).toBe(model.at(-1));
  });

  it('takes any name, even that of a method', () => {
    const layer = new ReLU();
    const model = new Sequential({ forward: layer, train: new Tanh() });
    expect(model.get('forward')).toBe(layer);
    expect(model(tensor([-1])).toArray()).toEqual([0]);
  });

  it('is a list', () => {
    const layers = [new ReLU(), new Tanh(), new ReLU()];
    const model = new Sequential(...layers);
    expect(model.length).toBe(3);
    expect([...model]).toEqual(layers);
    expect(model.at(0)).toBe(layers[0]);
    expect(model.at(-1)).toBe(layers[2]);
    expect(model.at(3)).toBeUndefined();
    expect(String(model.slice(1))).toBe('Sequential(\n  (1): Tanh()\n  (2): ReLU()\n)');
    const added = new Tanh();
    expect(model.append(added).extend([new ReLU()]).at(3)).toBe(added);
    expect(model.set(-1, added).at(4)).toBe(added);
    expect(() => model.set(9, added)).toThrow(ArgumentError);
  });

  it('refuses what is no layer, and a name that is taken', () => {
    expect(() => new Sequential(new ReLU(), null as never)).toThrow(ArgumentError);
    expect(() => new Sequential({ a: ones(1) as never })).toThrow(ArgumentError);
    expect(() => new Sequential(new ReLU()).addModule('0', new ReLU())).toThrow(ArgumentError);
  });
});
