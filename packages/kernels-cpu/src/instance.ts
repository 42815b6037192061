import { ArgumentError, DeviceError } from '@chainrule/tensor';
import { Arena } from './arena.ts';
import { hasRelaxedSimd, hasSimd } from './features.ts';
import type { KernelFunctions } from './functions/index.ts';
import { relaxedSimd, simd } from './generated/wasm.ts';
import { type WebAssemblyMemory, type WebAssemblyModule, webAssembly } from './web-assembly.ts';

/** Which of the two builds of the kernels: plain SIMD, or relaxed SIMD with fused multiply-add. */
export type KernelBuild = 'simd' | 'relaxed-simd';

/** Kernels with the memory they work on. */
export interface Kernels {
  readonly build: KernelBuild;
  readonly memory: WebAssemblyMemory;
  readonly arena: Arena;
  /** The kernels themselves, on offsets into the memory. */
  readonly functions: KernelFunctions;
}

/** How {@link createKernels} makes its kernels. */
export interface KernelOptions {
  /** The build to run; the best that the engine takes, unless given. */
  readonly build?: KernelBuild;
}

const binaries: { readonly [B in KernelBuild]: string } = { simd, 'relaxed-simd': relaxedSimd };
const modules: { [B in KernelBuild]?: WebAssemblyModule } = {};
let shared: Kernels | undefined;

/** Whether this engine can run the kernels at all. */
export function isSupported(): boolean {
  return hasSimd();
}

/**
 * Kernels with a memory of their own.
 *
 * The modules are compiled at the first call, in well under a millisecond, and kept.
 *
 * @throws {DeviceError} where the engine has no WebAssembly SIMD, or must compile asynchronously:
 * Chrome before 115 does on a page's main thread; there, `await loadKernels()` first.
 * @throws {ArgumentError} when `build` names a build that the engine does not take.
 *
 * @example
 * ```ts
 * const kernels = createKernels({ build: 'simd' });
 * console.log(kernels.build); // simd
 * ```
 */
export function createKernels(options: KernelOptions = {}): Kernels {
  const build = chooseBuild(options.build);
  return instantiate(build, compiled(build));
}

/** The kernels that the eager calls share, made at first use. */
export function sharedKernels(): Kernels {
  shared ??= createKernels();
  return shared;
}

/**
 * Compiles the kernels without blocking, after which {@link createKernels} works on any thread.
 *
 * Only Chrome before 115 needs it: on a page's main thread it refuses to compile more than 4 kB
 * at once. Later ones take 8 MB, and other browsers, workers and Node any size.
 *
 * @throws {DeviceError} where the engine has no WebAssembly SIMD.
 */
export async function loadKernels(options: KernelOptions = {}): Promise<void> {
  const build = chooseBuild(options.build);
  modules[build] ??= await webAssembly?.compile(decode(binaries[build]));
}

function chooseBuild(asked: KernelBuild | undefined): KernelBuild {
  if (!hasSimd()) {
    throw new DeviceError(
      "cpu: no WebAssembly SIMD here; it takes Chrome 91, Firefox 89, Safari 16.4 or Node 16.4, and 'wasm-unsafe-eval' " +
        'where a content security policy restricts script-src',
    );
  }
  const best = hasRelaxedSimd() ? 'relaxed-simd' : 'simd';
  if (asked === undefined) return best;
  if (!Object.hasOwn(binaries, asked)) {
    throw new ArgumentError(
      `unknown build ${JSON.stringify(asked)}; the builds are simd, relaxed-simd`,
    );
  }
  if (asked === 'relaxed-simd' && best === 'simd') {
    throw new ArgumentError(
      'this engine takes no relaxed SIMD; leave build out to have what it takes',
    );
  }
  return asked;
}

function compiled(build: KernelBuild): WebAssemblyModule {
  const known = modules[build];
  if (known) return known;
  try {
    const module = new webAssembly!.Module(decode(binaries[build]));
    modules[build] = module;
    return module;
  } catch (cause) {
    const advice = 'await loadKernels() first, and allow wasm-unsafe-eval in the page’s CSP';
    throw new DeviceError(`cpu: the engine refused to compile the kernels; ${advice}`, { cause });
  }
}

function instantiate(build: KernelBuild, module: WebAssemblyModule): Kernels {
  const memory = new webAssembly!.Memory({ initial: 1 });
  const instance = new webAssembly!.Instance(module, { env: { memory } });
  const functions = instance.exports as KernelFunctions;
  return { build, memory, arena: new Arena(memory, functions.heapBase()), functions };
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
}
