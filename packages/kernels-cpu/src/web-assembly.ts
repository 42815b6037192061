/** What the kernels use of the engine's WebAssembly, typed here so that no package needs the DOM's types. */
export interface WebAssemblyApi {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssemblyModule>;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WebAssemblyModule;
  readonly Memory: new (limits: {
    initial: number;
    maximum: number;
    shared: boolean;
  }) => WebAssemblyMemory;
  readonly Instance: new (
    module: WebAssemblyModule,
    imports: WebAssemblyImports,
  ) => { readonly exports: unknown };
}

/** What an instance is given, by module and name. */
export interface WebAssemblyImports {
  readonly [module: string]: { readonly [name: string]: unknown };
}

/** A compiled module; it can be posted to a worker. */
export interface WebAssemblyModule {
  readonly [Symbol.toStringTag]: string;
}

/**
 * A WebAssembly memory, of 64 KiB pages. Growing it gives it another buffer, and detaches the one that
 * it had before unless threads share it.
 */
export interface WebAssemblyMemory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

/** The engine's WebAssembly, or undefined where it is switched off. */
export const webAssembly: WebAssemblyApi | undefined = (
  globalThis as unknown as { WebAssembly?: WebAssemblyApi }
).WebAssembly;
