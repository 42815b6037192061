/** What the kernels use of the engine's WebAssembly, typed here so that no package needs the DOM's types. */
interface WebAssemblyApi {
  validate(bytes: BufferSource): boolean;
  compile(bytes: BufferSource): Promise<WebAssemblyModule>;
  readonly Module: new (bytes: BufferSource) => WebAssemblyModule;
  readonly Memory: new (limits: { initial: number; maximum?: number }) => WebAssemblyMemory;
  readonly Instance: new (
    module: WebAssemblyModule,
    imports: { env: { memory: WebAssemblyMemory } },
  ) => { readonly exports: unknown };
}

type BufferSource = Uint8Array<ArrayBuffer>;

/** A compiled module; it can be posted to a worker. */
export interface WebAssemblyModule {
  readonly [Symbol.toStringTag]: string;
}

/** A WebAssembly memory, of 64 KiB pages. Growing it detaches the buffer it had before. */
export interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The engine's WebAssembly, or undefined where it is switched off. */
export const webAssembly: WebAssemblyApi | undefined = (
  globalThis as unknown as { WebAssembly?: WebAssemblyApi }
).WebAssembly;
