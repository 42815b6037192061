import {
  bufferUsage,
  type GPUBufferLike,
  type GPUCommandEncoderLike,
  type GPUComputePassLike,
  type GPUDeviceLike,
} from './webgpu-types.ts';

/** Bytes between the params of one dispatch and the next: what every device can align to. */
export const paramsStride = 256;

// Dispatches that are handed over at once: fewer keep the device waiting, more the result.
const batchSize = 64;

/**
 * The commands that the device has not been given yet. Dispatches are gathered into one submission,
 * because each submission costs as much as many dispatches.
 */
export class WebGPUQueue {
  /** Where the params of every dispatch of a batch lie. */
  readonly params: GPUBufferLike;

  private readonly device: GPUDeviceLike;
  private readonly mirror = new ArrayBuffer(batchSize * paramsStride);
  private encoder: GPUCommandEncoderLike | null = null;
  private pass: GPUComputePassLike | null = null;
  private dispatches = 0;
  private flushSoon = false;

  constructor(device: GPUDeviceLike) {
    this.device = device;
    this.params = device.createBuffer({
      size: batchSize * paramsStride,
      usage: bufferUsage.uniform | bufferUsage.copyTarget,
    });
  }

  /** The pass to dispatch in, and where in `params` the dispatch has its own. */
  dispatch(
    writeParams: (view: DataView) => void,
    encode: (pass: GPUComputePassLike, paramsOffset: number) => void,
  ): void {
    if (this.dispatches === batchSize) this.flush();
    const offset = this.dispatches * paramsStride;
    this.dispatches++;
    writeParams(new DataView(this.mirror, offset, paramsStride));
    this.pass ??= this.commands().beginComputePass();
    encode(this.pass, offset);
    this.flushBeforeLong();
  }

  /** The encoder for commands other than dispatches. */
  outsidePass(): GPUCommandEncoderLike {
    this.endPass();
    return this.commands();
  }

  /** Hands over what was gathered. */
  flush(): void {
    if (this.encoder === null) return;
    this.endPass();
    if (this.dispatches > 0) {
      this.device.queue.writeBuffer(this.params, 0, this.mirror, 0, this.dispatches * paramsStride);
    }
    this.device.queue.submit([this.encoder.finish()]);
    this.encoder = null;
    this.dispatches = 0;
  }

  private commands(): GPUCommandEncoderLike {
    this.encoder ??= this.device.createCommandEncoder();
    return this.encoder;
  }

  private endPass(): void {
    this.pass?.end();
    this.pass = null;
  }

  /** A result that nobody reads is computed too, once the code that asked for it has gone on. */
  private flushBeforeLong(): void {
    if (this.flushSoon) return;
    this.flushSoon = true;
    queueMicrotask(() => {
      this.flushSoon = false;
      this.flush();
    });
  }
}
