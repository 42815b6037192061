import { ArgumentError, DeviceError } from '@chainrule/tensor';
import { Arena } from './arena.ts';
import { hasRelaxedSimd, hasSimd } from './features.ts';
import type { KernelFunctions } from './functions/index.ts';
import { kernels as kernelsBinary, relaxedSimd, simd } from './generated/wasm.ts';
import { MOST_THREADS, type ThreadFunctions, threadPool } from './threads/pool.ts';
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
  /**
   * Whether large work is shared by {@link setNumThreads} threads, where threads can share memory.
   * Then `memory` is a shared one.
   */
  readonly threads?: boolean;
}

/** The inner loops of products. */
const tiles: { readonly [B in KernelBuild]: string } = { simd, 'relaxed-simd': relaxedSimd };

/** Modules by their base64, for a memory of one thread and for one that threads share. */
const modules = new Map<string, WebAssemblyModule>();
const sharingModules = new Map<string, WebAssemblyModule>();
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
  const memory = options.threads ? sharedMemory() : null;
  return instantiate(build, memory);
}

/** The kernels that the eager calls share, made at first use. */
export function sharedKernels(): Kernels {
  shared ??= createKernels({ threads: true });
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
  for (const isShared of threadPool() === null ? [false] : [false, true]) {
    const known = isShared ? sharingModules : modules;
    for (const base64 of [kernelsBinary, tiles[build]]) {
      const module = known.get(base64) ?? (await webAssembly?.compile(decode(base64, isShared)));
      if (module) known.set(base64, module);
    }
  }
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
  if (!Object.hasOwn(tiles, asked)) {
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

function compiled(base64: string, isShared: boolean): WebAssemblyModule {
  const all = isShared ? sharingModules : modules;
  const known = all.get(base64);
  if (known) return known;
  try {
    const module = new webAssembly!.Module(decode(base64, isShared));
    all.set(base64, module);
    return module;
  } catch (cause) {
    const advice = 'await loadKernels() first, and allow wasm-unsafe-eval in the page’s CSP';
    throw new DeviceError(`cpu: the engine refused to compile the kernels; ${advice}`, { cause });
  }
}

/** The most pages that a memory may grow to, as the modules say: 4 GiB. */
const MOST_PAGES = 65_536;

/** A memory that threads share, or `null` where there is none: a phone may have no room set aside. */
function sharedMemory(): WebAssemblyMemory | null {
  if (threadPool() === null) return null;
  for (const maximum of [MOST_PAGES, MOST_PAGES / 2, MOST_PAGES / 4, MOST_PAGES / 16]) {
    try {
      return new webAssembly!.Memory({ initial: 1, maximum, shared: true });
    } catch {}
  }
  return null;
}

/** What only this package calls. */
interface OwnFunctions extends KernelFunctions, ThreadFunctions {
  placeBytes(): number;
  usePlace(offset: number): void;
}

function instantiate(build: KernelBuild, sharedBy: WebAssemblyMemory | null): Kernels {
  const { Instance, Memory } = webAssembly!;
  const isShared = sharedBy !== null;
  const memory = sharedBy ?? new Memory({ initial: 1, maximum: MOST_PAGES, shared: false });
  const pool = isShared ? threadPool() : null;
  const [kernels, tile] = [compiled(kernelsBinary, isShared), compiled(tiles[build], isShared)];
  const id = pool?.nextId() ?? 0;
  const functions = new Instance(kernels, {
    env: { memory },
    threads: {
      wake: () => pool?.wake(id),
      lost: () => {
        pool?.forget(id);
        throw new DeviceError('cpu: a thread that shared the work failed; what it wrote is lost');
      },
    },
    tile: new Instance(tile, { env: { memory } }).exports as { readonly [name: string]: unknown },
  }).exports as OwnFunctions;
  const arena = new Arena(memory, functions.heapBase());
  const places = Array.from({ length: pool ? MOST_THREADS : 1 }, () =>
    arena.allocate(functions.placeBytes()),
  );
  functions.usePlace(places[0] as number);
  pool?.add(id, functions, { kernels, tile, memory, places });
  return { build, memory, arena: new Arena(memory, arena.mark()), functions };
}

/** What an import of `env.memory` begins with, up to its flags. */
const memoryImport = Array.from('\x03env\x06memory\x02', (character) => character.charCodeAt(0));

/** Flags of a memory that has a maximum and that threads share. */
const SHARED = 3;

/** The bytes of a module. For a memory that threads share they differ in a flag of the import. */
function decode(base64: string, isShared: boolean): Uint8Array<ArrayBuffer> {
  const module = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  if (!isShared) return module;
  const place = module.findIndex((_, start) =>
    memoryImport.every((byte, index) => module[start + index] === byte),
  );
  module[place + memoryImport.length] = SHARED;
  return module;
}
