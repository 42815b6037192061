import { ArgumentError, DeviceError } from '@chainrule/tensor';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebAssemblyApi, webAssembly } from './web-assembly.ts';

const api = webAssembly!;

/** WebAssembly as an engine with certain limits has it; modules loaded from then on see it. */
function limitEngine(limits: Partial<WebAssemblyApi>): void {
  const { Instance, Memory, Module } = api;
  const { compile, validate } = api;
  vi.stubGlobal('WebAssembly', { Instance, Memory, Module, compile, validate, ...limits });
}

/** The probe of relaxed SIMD is the longer one. */
const takesSimdOnly: WebAssemblyApi['validate'] = (bytes) =>
  bytes.length < 40 && api.validate(bytes);

/** As under a content security policy: a module may be valid, but not be made. */
const forbidden = class {
  constructor() {
    throw new EvalError("Refused to compile, as 'unsafe-eval' is not an allowed source of script");
  }
} as unknown as WebAssemblyApi['Module'];

describe('createKernels', () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => vi.unstubAllGlobals());

  it('runs the plain build where the engine takes no relaxed SIMD', async () => {
    limitEngine({ validate: takesSimdOnly });
    const { createKernels } = await import('./instance.ts');
    expect(createKernels().build).toBe('simd');
    expect(() => createKernels({ build: 'relaxed-simd' })).toThrow('takes no relaxed SIMD');
  });

  it('runs the relaxed build where the engine takes it', async () => {
    const { enableRelaxedSimd } = await import('./node.ts');
    const { createKernels } = await import('./instance.ts');
    const best = enableRelaxedSimd() ? 'relaxed-simd' : 'simd';
    expect(createKernels().build).toBe(best);
  });

  it('names the builds there are', async () => {
    const { createKernels } = await import('./instance.ts');
    const build = 'sse' as 'simd';
    expect(() => createKernels({ build })).toThrow('the builds are simd, relaxed-simd');
    expect(() => createKernels({ build })).toThrow(
      expect.objectContaining({ name: ArgumentError.name }),
    );
  });

  it.each([
    ['no WebAssembly', () => vi.stubGlobal('WebAssembly', undefined)],
    ['no SIMD', () => limitEngine({ validate: () => false })],
    ['a policy against compiling', () => limitEngine({ Module: forbidden })],
  ])('says so where there is %s', async (_, limit) => {
    limit();
    const { createKernels, isSupported, loadKernels } = await import('./instance.ts');
    expect(isSupported()).toBe(false);
    expect(() => createKernels()).toThrow('no WebAssembly SIMD');
    await expect(loadKernels()).rejects.toThrow('no WebAssembly SIMD');
  });

  it('works after loadKernels where the engine compiles nothing at once', async () => {
    const Module = class {
      constructor() {
        throw new RangeError('disallowed on the main thread');
      }
    } as unknown as WebAssemblyApi['Module'];
    limitEngine({ Module });
    const { createKernels, loadKernels } = await import('./instance.ts');
    const refusal = expect.objectContaining({ name: DeviceError.name });
    expect(() => createKernels()).toThrow(refusal);
    expect(() => createKernels()).toThrow('await loadKernels() first');
    await loadKernels();
    expect(createKernels().arena.used).toBe(0);
  });

  it('gives each its own memory, and one to all eager calls', async () => {
    const { createKernels, sharedKernels } = await import('./instance.ts');
    expect(createKernels().memory).not.toBe(createKernels().memory);
    expect(sharedKernels()).toBe(sharedKernels());
  });
});
