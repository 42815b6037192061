import { webAssembly } from './web-assembly.ts';

/** `(func (result v128) i32.const 0 i8x16.splat)`: SIMD. */
const simdProbe =
  '\0asm\x01\0\0\0\x01\x05\x01\x60\0\x01\x7b\x03\x02\x01\0\x0a\x08\x01\x06\0\x41\0\xfd\x0f\x0b';

/** `(func (result v128) ... f32x4.relaxed_madd)` on three splats of 0: relaxed SIMD. */
const relaxedSimdProbe =
  '\0asm\x01\0\0\0\x01\x05\x01\x60\0\x01\x7b\x03\x02\x01\0\x0a\x13\x01\x11\0' +
  '\x41\0\xfd\x0f\x41\0\xfd\x0f\x41\0\xfd\x0f\xfd\x85\x02\x0b';

function bytesOf(module: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(module, (byte) => byte.charCodeAt(0));
}

function validates(module: string): boolean {
  return webAssembly?.validate(bytesOf(module)) ?? false;
}

let isAllowed: boolean | undefined;

/**
 * Whether modules may be compiled at all. A content security policy without `'wasm-unsafe-eval'` forbids
 * it, which only trying can tell; a page may report each try to its server, so there is one.
 */
function mayCompile(): boolean {
  if (isAllowed !== undefined) return isAllowed;
  try {
    new webAssembly!.Module(bytesOf(simdProbe));
    isAllowed = true;
  } catch (error) {
    // An engine that only refuses to compile at once says so with a RangeError.
    isAllowed = error instanceof RangeError;
  }
  return isAllowed;
}

/** Whether WebAssembly SIMD runs here, without which there are no kernels. */
export function hasSimd(): boolean {
  return validates(simdProbe) && mayCompile();
}

/**
 * Whether the engine runs relaxed SIMD, which has the fused multiply-add.
 *
 * Node 20 has it behind a flag: see `enableRelaxedSimd` in `@chainrule/kernels-cpu/node`.
 */
export function hasRelaxedSimd(): boolean {
  return validates(relaxedSimdProbe);
}
