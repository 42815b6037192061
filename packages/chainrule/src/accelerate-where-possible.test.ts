import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('takes the fast kernels', async () => {
  const { accelerateWherePossible } = await import('./accelerate-where-possible.ts');
  expect(accelerateWherePossible()).toBe(true);
});

it('stays with the plain kernels where WebAssembly may not be compiled, and says so', async () => {
  class Forbidden {
    constructor() {
      throw new Error("Refused to compile: 'wasm-unsafe-eval' is not allowed");
    }
  }
  const engine = globalThis as unknown as { WebAssembly: object };
  vi.stubGlobal('WebAssembly', Object.create(engine.WebAssembly, { Module: { value: Forbidden } }));
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.resetModules();
  const torch = await import('./index.ts');
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringMatching('plain kernels.*CSP'));
  const x = torch.ones(40, 40);
  expect(x.matmul(x).sum().item()).toBe(64000);
});

it('stays with the plain kernels in an engine without WebAssembly', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  vi.resetModules();
  const { accelerateWherePossible } = await import('./accelerate-where-possible.ts');
  expect(accelerateWherePossible()).toBe(false);
});
