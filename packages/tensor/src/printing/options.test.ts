import { afterEach, describe, expect, it } from 'vitest';
import { ArgumentError } from '../errors.ts';
import { changeOptions, getPrintoptions, setPrintoptions } from './options.ts';

const defaults = { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80, sciMode: null };

afterEach(() => setPrintoptions({ profile: 'default' }));

describe('setPrintoptions', () => {
  it("starts from PyTorch's defaults", () => {
    expect(getPrintoptions()).toEqual(defaults);
  });

  it('keeps the settings that are not named', () => {
    setPrintoptions({ precision: 2 });
    setPrintoptions({ linewidth: 120 });
    expect(getPrintoptions()).toEqual({ ...defaults, precision: 2, linewidth: 120 });
  });

  it('sets a profile, and settings over it', () => {
    setPrintoptions({ profile: 'short', precision: 6 });
    expect(getPrintoptions()).toEqual({ ...defaults, precision: 6, edgeitems: 2 });
    setPrintoptions({ profile: 'full' });
    expect(getPrintoptions()).toEqual({ ...defaults, threshold: Infinity });
  });

  it('forgets sciMode in every call that does not name it, as PyTorch does', () => {
    setPrintoptions({ sciMode: true });
    expect(getPrintoptions().sciMode).toBe(true);
    setPrintoptions({ precision: 3 });
    expect(getPrintoptions().sciMode).toBe(null);
  });

  it.each([
    [{ precision: 1.5 }, 'precision must be an integer of at least 0; got 1.5'],
    [{ edgeitems: 0 }, 'edgeitems must be an integer of at least 1; got 0'],
    [{ linewidth: -80 }, 'linewidth must be an integer of at least 1; got -80'],
    [{ threshold: NaN }, 'threshold must be a number of at least 0; got NaN'],
    [
      { profile: 'long' as 'short' },
      'unknown print profile "long"; there are default, short, full',
    ],
  ])('refuses %o and changes nothing', (changes, message) => {
    const attempt = (): void => setPrintoptions({ linewidth: 40, ...changes });
    expect(attempt).toThrow(ArgumentError);
    expect(attempt).toThrow(message);
    expect(getPrintoptions()).toEqual(defaults);
  });
});

describe('changeOptions', () => {
  it('keeps what is undefined, and tells an undefined sciMode from null', () => {
    const options = { ...defaults, sciMode: true };
    expect(changeOptions(options, { precision: undefined })).toEqual(options);
    expect(changeOptions(options, { sciMode: null }).sciMode).toBe(null);
  });
});
