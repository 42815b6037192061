import { afterEach, describe, expect, it, vi } from 'vitest';
import { optional } from './optional.ts';

describe('optional', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('runs the tests where the part is there', () => {
    expect(optional('PyTorch', true, 'apt-get install python3-torch')).toBe(describe);
  });

  it('skips them where it is missing, and says why', () => {
    vi.stubEnv('CHAINRULE_REQUIRE_OPTIONAL', '');
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const suite = optional('PyTorch', false, 'apt-get install python3-torch');
    expect(suite).not.toBe(describe);
    expect(warn).toHaveBeenCalledWith(
      'skipped: PyTorch is not there; to get it: apt-get install python3-torch',
    );
  });

  it('fails where it is missing but asked for', () => {
    vi.stubEnv('CHAINRULE_REQUIRE_OPTIONAL', '1');
    expect(() => optional('PyTorch', false, 'apt-get install python3-torch')).toThrow(
      /PyTorch is not there/,
    );
  });
});
