import { accelerate, acceleratingKernels } from '@chainrule/kernels-cpu';

/**
 * Gives the CPU its fast kernels where the engine takes them.
 *
 * Elsewhere the plain kernels compute the same, later: in an old engine, and on a page whose policy
 * forbids WebAssembly, which could be changed, and is therefore told by a warning.
 *
 * @returns whether the fast kernels are in use.
 */
export function accelerateWherePossible(): boolean {
  accelerate();
  const isFast = acceleratingKernels() !== null;
  const { WebAssembly: engine } = globalThis as { readonly WebAssembly?: object };
  if (!isFast && engine !== undefined) {
    console.warn(
      'chainrule: using the plain kernels, which are slower: WebAssembly with SIMD cannot be compiled here; ' +
        "on a page with a content security policy (CSP), script-src needs 'wasm-unsafe-eval'",
    );
  }
  return isFast;
}
