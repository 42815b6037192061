import { ArgumentError, Generator, manualSeed, ones, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Dropout, functional } from '../index.ts';

describe('Dropout', () => {
  it.each([-0.1, 1.1, Number.NaN])('refuses the probability %d', (p) => {
    expect(() => new Dropout(p)).toThrow(ArgumentError);
    expect(() => functional.dropout(ones(2), p)).toThrow(ArgumentError);
  });

  it('gives back what it gets outside of training', () => {
    const x = ones(3);
    expect(new Dropout().eval()(x)).toBe(x);
    expect(functional.dropout(x, 0.5, false)).toBe(x);
    expect(functional.dropout(x, { p: 0.5, training: false })).toBe(x);
  });

  it('writes over its input in place, with the same mask', () => {
    manualSeed(1);
    const expected = functional.dropout(ones(8), 0.5).toArray();
    manualSeed(1);
    const x = ones(8);
    expect(new Dropout(0.5, { inplace: true })(x)).toBe(x);
    expect(x.toArray()).toEqual(expected);
  });

  it('draws from the generator it is given', () => {
    const layer = new Dropout({ p: 0.5, generator: new Generator().manualSeed(5) });
    const again = new Dropout({ p: 0.5, generator: new Generator().manualSeed(5) });
    expect(layer(ones(20)).toArray()).toEqual(again(ones(20)).toArray());
  });

  it('passes gradients through the same mask', () => {
    const x = ones(10).requiresGrad_();
    const y = functional.dropout(x, 0.5);
    y.sum().backward();
    expect(x.grad?.toArray()).toEqual(y.toArray());
    expect(y.gradFn?.name).toBe('MulBackward0');
  });

  it('keeps what is not a number only where it is kept', () => {
    expect(functional.dropout(tensor([1, 2]), 1).toArray()).toEqual([0, 0]);
  });
});
