import { paramsStride } from './webgpu-queue.ts';
import type { GPUBufferLike, GPUDeviceLike, GPUObject } from './webgpu-types.ts';

// Groups to keep: a training step of a net takes a few dozen, with the same buffers every time.
const capacity = 2048;

/** Binds buffers to kernels. What was bound before is found again: making a group is slow. */
export class BindGroups {
  private readonly device: GPUDeviceLike;
  private readonly params: GPUBufferLike;
  private readonly groups = new Map<string, GPUObject>();
  private readonly numbers = new WeakMap<GPUBufferLike, number>();
  private numbered = 0;

  /** @param params - the buffer that every group has first. */
  constructor(device: GPUDeviceLike, params: GPUBufferLike) {
    this.device = device;
    this.params = params;
  }

  /** The group of these buffers: the result's, then the inputs'. Its layout follows from their number. */
  get(layout: GPUObject, buffers: readonly GPUBufferLike[]): GPUObject {
    const key = buffers.map((buffer) => this.numberOf(buffer)).join();
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    const group = this.device.createBindGroup({
      layout,
      entries: [
        { binding: 0, resource: { buffer: this.params, size: paramsStride } },
        ...buffers.map((buffer, position) => ({ binding: position + 1, resource: { buffer } })),
      ],
    });
    if (this.groups.size >= capacity) this.groups.clear();
    this.groups.set(key, group);
    return group;
  }

  private numberOf(buffer: GPUBufferLike): number {
    const known = this.numbers.get(buffer);
    if (known !== undefined) return known;
    this.numbers.set(buffer, this.numbered);
    return this.numbered++;
  }

  clear(): void {
    this.groups.clear();
  }
}
