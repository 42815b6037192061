import { apply, type ComputedPrimitive, type InputsOf, none, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';

const values = [Number.NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, -2, 3, 1e-30, 3e38, -3e38, 100];

const unary = [
  'abs',
  'acos',
  'asin',
  'atan',
  'ceil',
  'cosh',
  'erf',
  'erfinv',
  'exp',
  'expm1',
  'floor',
  'log',
  'log10',
  'log1p',
  'log2',
  'logicalNot',
  'neg',
  'reciprocal',
  'relu',
  'round',
  'rsqrt',
  'sigmoid',
  'sign',
  'sinh',
  'sqrt',
  'tanh',
  'trunc',
] as const satisfies readonly ComputedPrimitive[];

const binary = [
  'add',
  'atan2',
  'div',
  'eq',
  'fmod',
  'ge',
  'gt',
  'le',
  'logicalAnd',
  'logicalOr',
  'logicalXor',
  'lt',
  'maximum',
  'minimum',
  'mul',
  'ne',
  'pow',
  'remainder',
  'reluBackward',
  'sub',
] as const satisfies readonly ComputedPrimitive[];

const tolerance = { rtol: 3e-6, atol: 1e-6, equalNan: true };

for (const { type, open, describe } of devices) {
  describe(`NaN, infinities and zeros on ${type}`, () => {
    it.each(unary)('%s', async (primitive) => {
      await open();
      const x = tensor(values);
      const expected = apply(primitive, [x], none);
      const actual = apply(primitive, [x.to(type)], none);
      expect(await actual.data()).toBeAllclose(expected.dataSync(), tolerance);
    });

    it.each(binary)('%s of each with each', async (primitive) => {
      await open();
      const [a, b] = [tensor(values).reshape(-1, 1), tensor(values)];
      const expected = apply(primitive, [a, b] as InputsOf<typeof primitive>, none);
      const actual = apply(primitive, [a.to(type), b.to(type)] as InputsOf<typeof primitive>, none);
      expect(await actual.data()).toBeAllclose(expected.dataSync(), tolerance);
    });
  });
}
