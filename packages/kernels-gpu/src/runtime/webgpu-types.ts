/** The part of WebGPU that is used here. */
export interface GPULike {
  requestAdapter(options?: { readonly powerPreference?: string }): Promise<GPUAdapterLike | null>;
}

export interface GPUAdapterLike {
  readonly info?: GPUAdapterInfoLike;
  readonly limits: GPULimits;
  requestDevice(descriptor: {
    readonly requiredLimits: Partial<GPULimits>;
  }): Promise<GPUDeviceLike>;
}

export interface GPUAdapterInfoLike {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
}

export interface GPULimits {
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
  readonly maxStorageBuffersPerShaderStage: number;
  readonly maxComputeWorkgroupStorageSize: number;
  readonly maxComputeWorkgroupsPerDimension: number;
}

export interface GPUDeviceLike {
  readonly limits: GPULimits;
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  readonly queue: GPUQueueLike;
  onuncapturederror: ((event: { readonly error: { readonly message: string } }) => void) | null;
  createBindGroup(descriptor: {
    readonly layout: GPUObject;
    readonly entries: readonly GPUBinding[];
  }): GPUObject;
  createBindGroupLayout(descriptor: {
    readonly entries: readonly {
      readonly binding: number;
      readonly visibility: number;
      readonly buffer: { readonly type: string; readonly hasDynamicOffset?: boolean };
    }[];
  }): GPUObject;
  createBuffer(descriptor: {
    readonly size: number;
    readonly usage: number;
    readonly mappedAtCreation?: boolean;
  }): GPUBufferLike;
  createCommandEncoder(): GPUCommandEncoderLike;
  createComputePipeline(descriptor: GPUPipelineDescriptor): GPUObject;
  createComputePipelineAsync(descriptor: GPUPipelineDescriptor): Promise<GPUObject>;
  createPipelineLayout(descriptor: { readonly bindGroupLayouts: readonly GPUObject[] }): GPUObject;
  createShaderModule(descriptor: { readonly code: string }): GPUObject;
  destroy(): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
  pushErrorScope(filter: 'out-of-memory' | 'validation' | 'internal'): void;
}

export interface GPUPipelineDescriptor {
  readonly layout: GPUObject;
  readonly compute: { readonly module: GPUObject; readonly entryPoint: string };
}

export interface GPUBinding {
  readonly binding: number;
  readonly resource: {
    readonly buffer: GPUBufferLike;
    readonly offset?: number;
    readonly size?: number;
  };
}

export interface GPUQueueLike {
  submit(commands: readonly GPUObject[]): void;
  writeBuffer(
    buffer: GPUBufferLike,
    offset: number,
    data: ArrayBuffer | ArrayBufferView,
    dataOffset?: number,
    size?: number,
  ): void;
}

export interface GPUBufferLike {
  readonly size: number;
  destroy(): void;
  getMappedRange(): ArrayBuffer;
  mapAsync(mode: number): Promise<void>;
  unmap(): void;
}

export interface GPUCommandEncoderLike {
  beginComputePass(): GPUComputePassLike;
  clearBuffer(buffer: GPUBufferLike): void;
  copyBufferToBuffer(
    source: GPUBufferLike,
    sourceOffset: number,
    target: GPUBufferLike,
    targetOffset: number,
    size: number,
  ): void;
  finish(): GPUObject;
}

export interface GPUComputePassLike {
  dispatchWorkgroups(x: number, y?: number, z?: number): void;
  end(): void;
  setBindGroup(index: number, group: GPUObject, dynamicOffsets?: readonly number[]): void;
  setPipeline(pipeline: GPUObject): void;
}

/** A pipeline, bind group, ...: nothing is done with it but handing it back. */
export type GPUObject = object;

/** The flags of buffers, which are globals only where WebGPU is. */
export const bufferUsage = {
  mapRead: 0x0001,
  copySource: 0x0004,
  copyTarget: 0x0008,
  uniform: 0x0040,
  storage: 0x0080,
} as const;

export const mapModeRead = 0x0001;
export const computeStage = 0x4;
