import { describe, expect, it } from 'vitest';
import { formatModule, pythonFloat, pythonLiteral, pythonNumber } from './repr.ts';

// Each pair was printed by Python's repr.
describe('Python literals', () => {
  it.each([
    [true, 'True'],
    [false, 'False'],
    [null, 'None'],
    ['mean', "'mean'"],
    [3, '3'],
    [[2, 3], '(2, 3)'],
    [[3], '(3,)'],
    [[], '()'],
  ])('%j is %s', (value, expected) => {
    expect(pythonLiteral(value)).toBe(expected);
  });

  it.each([
    [0, '0'],
    [0.1, '0.1'],
    [1e-5, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [1e-12, '1e-12'],
    [-1e-5, '-1e-05'],
    [0.0001, '0.0001'],
    [Number.NaN, 'nan'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('the number %d is %s', (value, expected) => {
    expect(pythonNumber(value)).toBe(expected);
  });

  it.each([
    [1, '1.0'],
    [-1, '-1.0'],
    [0.5, '0.5'],
  ])('the float %d is %s', (value, expected) => {
    expect(pythonFloat(value)).toBe(expected);
  });
});

describe('modules', () => {
  it('print on one line without children', () => {
    expect(formatModule('ReLU', '', [])).toBe('ReLU()');
    expect(formatModule('ReLU', 'inplace=True', [])).toBe('ReLU(inplace=True)');
  });

  it('print what they say of themselves above their children', () => {
    expect(formatModule('Net', 'depth=2', [['inner', 'Inner(\n  (0): ReLU()\n)']])).toBe(
      'Net(\n  depth=2\n  (inner): Inner(\n    (0): ReLU()\n  )\n)',
    );
  });
});
