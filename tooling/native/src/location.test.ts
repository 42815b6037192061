import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  nameNativeModules,
  nativeModulesCache,
  nativeModulesFolder,
  nativeModulesVariable,
} from './location.js';

describe('the folder of native modules', () => {
  const caches = mkdtempSync(join(tmpdir(), 'chainrule-'));

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(caches, { recursive: true, force: true });
  });

  it('is for these versions, this Node and this kind of machine', () => {
    vi.stubEnv('XDG_CACHE_HOME', caches);
    const { modules } = process.versions;
    expect(nativeModulesCache().startsWith(join(caches, 'chainrule', 'native-'))).toBe(true);
    expect(nativeModulesCache()).toMatch(
      new RegExp(`native-[0-9a-f]{12}-node${modules}-${process.platform}-${process.arch}$`),
    );
  });

  it('is the one that the environment names', () => {
    vi.stubEnv(nativeModulesVariable, '/elsewhere');
    expect(nativeModulesFolder()).toBe('/elsewhere');
  });

  it('is not there before anything was installed, and then nothing is named', () => {
    vi.stubEnv(nativeModulesVariable, '');
    vi.stubEnv('XDG_CACHE_HOME', caches);
    expect(nativeModulesFolder()).toBeUndefined();
    nameNativeModules();
    expect(process.env[nativeModulesVariable]).toBe('');
  });
});
