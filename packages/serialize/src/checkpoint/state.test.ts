import { ArgumentError, FileFormatError, ones, Tensor, tensor } from '@chainrule/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeState, encodeState, type Json } from './state.ts';

/** Through JSON text, as in a file. */
function throughText(state: unknown): unknown {
  const { json, tensors } = encodeState(state);
  return decodeState({ json: JSON.parse(JSON.stringify(json)), tensors });
}

describe('encodeState and decodeState', () => {
  it('give back any nesting of what JSON holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(throughText(value)).toEqual(value);
      }),
    );
  });

  it('give back what JSON does not hold', () => {
    const state = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      -0,
      5e-324,
      2n ** 70n,
    ];
    expect(throughText(state)).toEqual(state);
    expect(Object.is((throughText(state) as number[])[3], -0)).toBe(true);
    expect(throughText(new Uint8Array([1, 255]))).toEqual(new Uint8Array([1, 255]));
    expect(throughText({ a: undefined, b: null })).toEqual({ b: null });
  });

  it('give back keys that look like words of the encoding', () => {
    const state = { $tensor: 'x', nested: { $number: 'NaN' }, $$: 1, $bytes: { $: [] } };
    expect(throughText(state)).toEqual(state);
    expect(throughText({ $tensor: 'x' })).toEqual({ $tensor: 'x' });
    expect(Object.keys(throughText(JSON.parse('{"__proto__": 1}')) as object)).toEqual([
      '__proto__',
    ]);
  });

  it('name tensors by their path, each name once', () => {
    const { tensors } = encodeState({
      model: { '': { '0.weight': ones(1) } },
      a: { 'b.c': ones(2) },
      'a.b': { c: ones(3), list: [ones(4)] },
    });
    expect(Object.keys(tensors)).toEqual(['model.0.weight', 'a.b.c', 'a.b.c#2', 'a.b.list.0']);
  });

  it('give back tensors', () => {
    const x = tensor([1, 2]);
    const state = throughText({ list: [x, { x }] }) as { list: [Tensor, { x: Tensor }] };
    expect(state.list[0]).toBe(x);
    expect(state.list[1].x).toBeInstanceOf(Tensor);
  });
});

describe('encodeState', () => {
  it.each([
    [{ optimizer: { hook: () => 1 } }, "'optimizer.hook' is a value of type function"],
    [{ when: new Date(0) }, "'when' is a Date"],
    [{ seen: [new Map()] }, "'seen.0' is a Map"],
    [{ key: Symbol('x') }, "'key' is a value of type symbol"],
  ])('refuses %o', (state, message) => {
    expect(() => encodeState(state)).toThrow(ArgumentError);
    expect(() => encodeState(state)).toThrow(message);
  });

  it('refuses what contains itself', () => {
    const state: { again?: object } = {};
    state.again = state;
    expect(() => encodeState(state)).toThrow("'again.again.again.again...' is deeper, or contains");
  });
});

describe('decodeState', () => {
  it.each<[Json, string]>([
    [{ $tensor: 'y' }, 'it names a tensor "y" that it lacks'],
    [{ $tensor: 'constructor' }, 'that it lacks'],
    [{ $tensor: 1 }, 'that it lacks'],
    [{ $bytes: 'x' }, 'expected a value that can be read; found { $bytes: "x" }'],
    [{ $bigint: '1.5' }, 'found { $bigint: "1.5" }'],
    [{ $number: '1' }, 'found { $number: "1" }'],
    [{ $date: 0 }, 'found { $date: 0 }'],
    [{ $a: 1, b: 2 }, 'found $a among others'],
  ])('refuses %j', (json, message) => {
    const decode = (): unknown => decodeState({ json, tensors: { x: ones(1) } });
    expect(decode).toThrow(FileFormatError);
    expect(decode).toThrow(message);
  });

  it('refuses what is nested without end', () => {
    const json: Json = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    expect(() => decodeState({ json, tensors: {} })).toThrow('nested more than 100 deep');
  });
});
