import { describe, expect, test } from 'vitest';
import { pythonFloat } from './python-float.ts';

// The right-hand column was printed by CPython: print(repr(x)).
describe('pythonFloat', () => {
  test.each([
    [0.6931471824645996, '0.6931471824645996'],
    [0.7174476385116577, '0.7174476385116577'],
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [-12, '-12.0'],
    [0.0001, '0.0001'],
    [0.00009999999747378752, '9.999999747378752e-05'],
    [0.00001, '1e-05'],
    [1.401298464324817e-45, '1.401298464324817e-45'],
    [5e-324, '5e-324'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1e22, '1e+22'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [Number.NaN, 'nan'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('%s is %s', (value, printed) => {
    expect(pythonFloat(value)).toBe(printed);
  });
});
