import { ArgumentError, ones, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Parameter, ParameterDict } from '../index.ts';

describe('ParameterDict', () => {
  it('makes parameters of tensors, and registers them by name', () => {
    const own = new Parameter(ones(1));
    const dict = new ParameterDict({ left: zeros(2), right: own });
    expect(dict.size).toBe(2);
    expect(dict.get('left')).toBeInstanceOf(Parameter);
    expect(dict.has('middle')).toBe(false);
    expect([...dict.namedParameters()].map(([name]) => name)).toEqual(['left', 'right']);
    expect([...dict.keys()]).toEqual(['left', 'right']);
    expect([...dict.values()][1]).toBe(own);
    expect([...dict][1]).toEqual(['right', own]);
    expect(dict.set('left', own).pop('left')).toBe(own);
    dict.clear();
    expect(dict.size).toBe(0);
  });

  // Printed by PyTorch 1.13.
  it('prints as PyTorch prints it', () => {
    expect(String(new ParameterDict({ a: zeros(2, 3), b: zeros(4, { dtype: 'float64' }) }))).toBe(
      'ParameterDict(\n' +
        '    (a): Parameter containing: [torch.FloatTensor of size 2x3]\n' +
        '    (b): Parameter containing: [torch.DoubleTensor of size 4]\n)',
    );
  });

  it('refuses to be called, a name with dots, and what is no tensor', () => {
    const dict = new ParameterDict();
    expect(() => (dict as unknown as () => void)()).toThrow(ArgumentError);
    expect(() => dict.set('a.b', ones(1))).toThrow(ArgumentError);
    expect(() => dict.set('a', 3 as never)).toThrow(ArgumentError);
    expect(dict.size).toBe(0);
  });
});
