/**
 * Memory that was given back, kept for the next tensor of the same size: the steps of a training
 * loop want the same sizes again and again, and making textures or buffers is slow.
 */
export class Pool<Resource> {
  private readonly shelves = new Map<string, Resource[]>();
  /** Bytes kept now. */
  bytes = 0;
  private readonly capacity: number;
  private readonly discard: (resource: Resource) => void;

  /**
   * @param capacity - bytes to keep at most.
   * @param discard - ends a resource that is not kept.
   */
  constructor(capacity: number, discard: (resource: Resource) => void) {
    this.capacity = capacity;
    this.discard = discard;
  }

  take(size: string, bytes: number): Resource | undefined {
    const shelf = this.shelves.get(size);
    const resource = shelf?.pop();
    if (resource === undefined) return undefined;
    this.bytes -= bytes;
    if (shelf?.length === 0) this.shelves.delete(size);
    return resource;
  }

  put(size: string, bytes: number, resource: Resource): void {
    if (this.bytes + bytes > this.capacity) {
      this.discard(resource);
      return;
    }
    this.bytes += bytes;
    const shelf = this.shelves.get(size);
    if (shelf === undefined) this.shelves.set(size, [resource]);
    else shelf.push(resource);
  }

  clear(): void {
    for (const shelf of this.shelves.values()) for (const resource of shelf) this.discard(resource);
    this.shelves.clear();
    this.bytes = 0;
  }
}
