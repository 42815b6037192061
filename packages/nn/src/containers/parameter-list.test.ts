import { ArgumentError, ones, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Parameter, ParameterList } from '../index.ts';

describe('ParameterList', () => {
  it('makes parameters of tensors, and registers them', () => {
    const own = new Parameter(ones(1));
    const list = new ParameterList([zeros(2, 3), own]);
    expect(list.length).toBe(2);
    expect(list.at(0)).toBeInstanceOf(Parameter);
    expect(list.at(-1)).toBe(own);
    expect([...list.namedParameters()].map(([name]) => name)).toEqual(['0', '1']);
    expect([...list.set(0, own).append(ones(4))].map(({ shape }) => shape)).toEqual([
      [1],
      [1],
      [4],
    ]);
    list.registerParameter('3', own);
    expect(list.length).toBe(4);
  });

  // Printed by PyTorch 1.13.
  it('prints as PyTorch prints it', () => {
    expect(String(new ParameterList([zeros(2, 3), zeros([])]))).toBe(
      'ParameterList(\n' +
        '    (0): Parameter containing: [torch.float32 of size 2x3]\n' +
        '    (1): Parameter containing: [torch.float32 of size ]\n)',
    );
    expect(String(new ParameterList([zeros(2, 3)]))).toBe(
      'ParameterList(  (0): Parameter containing: [torch.float32 of size 2x3])',
    );
    expect(String(new ParameterList())).toBe('ParameterList()');
  });

  it('refuses to be called, what is no tensor, and what is out of range', () => {
    const list = new ParameterList([ones(1)]);
    expect(() => (list as unknown as () => void)()).toThrow(ArgumentError);
    expect(() => list.append(3 as never)).toThrow(ArgumentError);
    expect(() => list.set(1, ones(1))).toThrow(ArgumentError);
    expect(() => list.registerParameter('5', new Parameter(ones(1)))).toThrow(ArgumentError);
    expect(list.length).toBe(1);
  });
});
