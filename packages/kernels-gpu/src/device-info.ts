/** What a GPU holds at a moment. */
export interface GpuMemoryInfo {
  /** Textures or buffers in use. */
  readonly liveBuffers: number;
  readonly liveBytes: number;
  /** Bytes kept for the next tensors. */
  readonly pooledBytes: number;
  readonly programs: number;
}

/** Options of `warmUp`. */
export interface WarmUpOptions {
  /** Called as kernels become ready. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}
