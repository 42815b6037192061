import { setFlagsFromString } from 'node:v8';
import { hasRelaxedSimd } from './features.ts';

/**
 * Turns on relaxed SIMD in the engine of this process, if it isn't, and says whether it is now.
 *
 * For programs, not libraries: it sets a flag of the whole process. Call it before the first
 * kernel is compiled and before workers are started. Node 22 and later have it on by default.
 *
 * @example
 * ```ts
 * import { enableRelaxedSimd } from '@chainrule/kernels-cpu/node';
 *
 * console.log(enableRelaxedSimd() ? 'fused multiply-add' : 'plain SIMD');
 * ```
 */
export function enableRelaxedSimd(): boolean {
  if (!hasRelaxedSimd()) setFlagsFromString('--experimental-wasm-relaxed-simd');
  return hasRelaxedSimd();
}
