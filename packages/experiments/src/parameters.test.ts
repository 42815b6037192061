import { ArgumentError } from '@chainrule/tensor';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  choice,
  learningRate,
  limit,
  parseParameter,
  resolveSettings,
  type Settings,
  seed,
  steps,
} from './parameters.ts';

const table = {
  steps: steps(10_001),
  lr: learningRate(1),
  seed: seed(),
  limit: limit(),
  init: choice('how weights start', ['normal', 'zeros'], 'normal'),
};

describe('parseParameter', () => {
  test.each([
    ['integer', table.steps, '500', 500],
    ['integer with exponent', table.steps, '1e3', 1000],
    ['real', table.lr, '3e-2', 0.03],
    ['real without a leading digit', table.lr, '.5', 0.5],
    ['choice', table.init, 'zeros', 'zeros'],
  ])('reads %s', (_name, parameter, text, value) => {
    expect(parseParameter(parameter, text)).toBe(value);
  });

  test.each([
    [table.steps, '-1', 'expected a whole number of 1 or more, got "-1"'],
    [table.steps, '1.5', 'expected a whole number of 1 or more, got "1.5"'],
    [table.steps, '0x10', 'expected a whole number of 1 or more, got "0x10"'],
    [table.steps, '', 'expected a whole number of 1 or more, got ""'],
    [
      table.seed,
      '9007199254740993',
      'expected a whole number of 0 or more, got "9007199254740993"',
    ],
    [table.lr, 'abc', 'expected a number of 0 or more, got "abc"'],
    [table.lr, '1e999', 'expected a number of 0 or more, got "1e999"'],
    [table.lr, 'NaN', 'expected a number of 0 or more, got "NaN"'],
    [table.init, 'ones', 'expected normal or zeros, got "ones"'],
  ])('refuses %o from "%s"', (parameter, text, message) => {
    expect(() => parseParameter(parameter, text)).toThrow(new ArgumentError(message));
  });
});

describe('resolveSettings', () => {
  test('keeps what is given and fills in the defaults', () => {
    expect(resolveSettings(table, { steps: 5, limit: 100 })).toEqual({
      steps: 5,
      lr: 1,
      seed: 777,
      limit: 100,
      init: 'normal',
    });
  });

  test('settings are typed by the table', () => {
    expectTypeOf<Settings<typeof table>>().toEqualTypeOf<{
      readonly steps: number;
      readonly lr: number;
      readonly seed: number;
      readonly limit: number | null;
      readonly init: 'normal' | 'zeros';
    }>();
  });
});
