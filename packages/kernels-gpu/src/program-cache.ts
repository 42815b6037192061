import type { KernelSource } from './compiler/source.ts';
import type { Program, Runtime } from './runtime/runtime.ts';

// Programs that one device keeps; a net in training has a few dozen kernels.
const defaultCapacity = 1024;

function keyOf(source: KernelSource): string {
  const { element, texel, blocks, workgroup, inputs, output, uniforms, isLarge } = source;
  let key = `${output} ${isLarge}\n${element}`;
  if (texel !== undefined) key += texel;
  if (blocks !== undefined) key += `${blocks.rows} ${blocks.columns} ${blocks.code}`;
  if (workgroup !== undefined) key += workgroup;
  for (const { name, kind, aligned } of inputs) key += `\n${name} ${kind} ${aligned}`;
  if (uniforms !== undefined) for (const { name, type } of uniforms) key += `\n${name} ${type}`;
  return key;
}

/** The programs of a device by their source. The one not used for longest makes room for a new one. */
export class ProgramCache {
  /** Programs to keep at most. */
  capacity = defaultCapacity;

  /** Counts how often programs were given up: who holds on to one asks for it again then. */
  generation = 0;

  private readonly programs = new Map<string, { source: KernelSource; program: Program }>();
  private readonly runtime: Runtime;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
  }

  get size(): number {
    return this.programs.size;
  }

  get(source: KernelSource): Program {
    const key = keyOf(source);
    const known = this.programs.get(key);
    if (known !== undefined) {
      // A map keeps its keys in the order they came in: the oldest is the first.
      this.programs.delete(key);
      this.programs.set(key, known);
      return known.program;
    }
    const program = this.runtime.compile(source);
    this.programs.set(key, { source, program });
    this.trim();
    return program;
  }

  /** What is compiled. */
  sources(): readonly KernelSource[] {
    return [...this.programs.values()].map(({ source }) => source);
  }

  /** Compiles a source, and resolves when it can run without a wait. */
  async ready(source: KernelSource): Promise<void> {
    await this.runtime.ready(this.get(source));
  }

  private trim(): void {
    for (const [key, { program }] of this.programs) {
      if (this.programs.size <= this.capacity) return;
      this.programs.delete(key);
      this.generation++;
      program.dispose();
    }
  }

  clear(): void {
    for (const { program } of this.programs.values()) program.dispose();
    this.programs.clear();
    this.generation++;
  }
}
