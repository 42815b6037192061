import {
  ArgumentError,
  type ChainruleError,
  type ComputedPrimitive,
  ShapeError,
  type Tensor,
} from '@chainrule/tensor';
import { anyWhere } from './kernels/reduce.ts';
import { type Launcher, wholeOf } from './launcher.ts';
import type { Memory, Runtime } from './runtime/runtime.ts';

/** An input that a primitive cannot take everything in, and what is said of it. */
interface Demand {
  readonly input: Tensor;
  /** What an element must not be, in a kernel's JavaScript. */
  readonly isWrong: (value: string) => string;
  readonly error: ChainruleError;
}

const dividing: ReadonlySet<ComputedPrimitive> = new Set([
  'div',
  'floorDivide',
  'fmod',
  'remainder',
] as const);

const indexing: ReadonlySet<ComputedPrimitive> = new Set([
  'gather',
  'indexAdd',
  'indexSelect',
  'scatter',
  'scatterAdd',
] as const);

/** Whether a primitive divides integers, which 0 does not divide. */
export function dividesIntegers(primitive: ComputedPrimitive, dtype: string): boolean {
  return dividing.has(primitive) && dtype !== 'float32';
}

function demandOf(
  primitive: ComputedPrimitive,
  inputs: readonly Tensor[],
  params: object,
): Demand | null {
  const second = inputs[1];
  if (second === undefined || second.numel() === 0) return null;
  if (dividesIntegers(primitive, second.dtype)) {
    const { value } = second.storage;
    if (value !== undefined && value !== 0) return null;
    const error = new ArgumentError('an integer cannot be divided by 0; use div or floats');
    return { input: second, isWrong: (divisor) => `${divisor} == 0`, error };
  }
  if (!indexing.has(primitive)) return null;
  const { dim } = params as { readonly dim: number };
  const length = inputs[0]?.shape[dim] ?? 1;
  const error = new ShapeError(`an index is out of range for a dimension of length ${length}`);
  return { input: second, isWrong: (index) => `${index} < 0 || ${index} >= ${length}`, error };
}

interface Fault {
  readonly memory: Memory;
  readonly error: ChainruleError;
}

/**
 * What went wrong on the GPU. A kernel cannot throw, and to ask it would keep everything waiting; so
 * what it could not do right is noted there, and thrown when the device is next read.
 */
export class Faults {
  private readonly gpu: Launcher;
  private readonly runtime: Runtime;
  /** One flag for each message, so that a long queue does not need many. */
  private readonly flags = new Map<string, Fault>();

  constructor(gpu: Launcher, runtime: Runtime) {
    this.gpu = gpu;
    this.runtime = runtime;
  }

  /** Notes, on the GPU, whether a primitive is asked for what cannot be done. */
  watch(primitive: ComputedPrimitive, inputs: readonly Tensor[], params: object): void {
    const demand = demandOf(primitive, inputs, params);
    if (demand === null) return;
    const { input, isWrong, error } = demand;
    const known = this.flags.get(error.message);
    const memory = this.gpu.scratch(() => {
      const flag = anyWhere(this.gpu, input, isWrong);
      return known === undefined ? flag : this.either(known.memory, flag);
    });
    if (known !== undefined) this.runtime.release(known.memory);
    this.flags.set(error.message, { memory, error });
  }

  private either(a: Memory, b: Memory): Memory {
    const source = {
      inputs: [
        { name: 'a', kind: 'byte' },
        { name: 'b', kind: 'byte' },
      ],
      output: 'byte',
      element: 'function element(i) { return choose(a(i) + b(i) > 0, 1, 0); }',
    } as const;
    return this.gpu.run(source, [wholeOf(a), wholeOf(b)], 1);
  }

  /** Throws what was noted since the device was last read. */
  async settle(): Promise<void> {
    const noted = this.take();
    const values = await Promise.all(noted.map(({ memory }) => this.runtime.read(memory)));
    this.finish(noted, (position) => values[position]?.[0] !== 0);
  }

  /** As {@link settle}, at once. */
  settleNow(): void {
    const noted = this.take();
    const values = noted.map(({ memory }) => this.runtime.readNow?.(memory)[0]);
    this.finish(noted, (position) => values[position] !== 0);
  }

  private take(): readonly Fault[] {
    const noted = [...this.flags.values()];
    this.flags.clear();
    return noted;
  }

  private finish(noted: readonly Fault[], happened: (position: number) => boolean): void {
    for (const { memory } of noted) this.runtime.release(memory);
    const first = noted.find((_, position) => happened(position));
    if (first !== undefined) throw first.error;
  }
}
