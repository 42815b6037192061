/** The GPU devices that a benchmark can ask for. */
export type GpuName = 'webgl2' | 'webgpu' | 'headlessgl';

/** Something that can be done over and over. */
export interface Task {
  /** Does it so many times, and waits until the last result is there. */
  run(times: number): Promise<void>;
  /** Gives back what it holds. */
  end(): void;
}

/** A library on a GPU, written as its own users would write it; `null` for what it cannot express. */
export interface Contestant {
  readonly name: string;
  readonly version: string;
  /** Starts the device; false where the library has none of that kind here. */
  start(device: GpuName): Promise<boolean>;
  /** `C = A B`, of matrices with so many rows and columns that are on the device. */
  product(side: number): Task | Promise<Task> | null;
  /** The sum of two arrays of so many elements that are on the device. */
  sum(length: number): Task | Promise<Task> | null;
  /** A step of gradient descent of 784-32-32-10 with ReLU on a batch of 100 that is on the device. */
  step(): Task | Promise<Task> | null;
}

/** Floats from -0.5 to 0.5, the same ones for all. */
export function numbers(length: number): Float32Array {
  const values = new Float32Array(length);
  let state = 12345;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values[i] = state / 2 ** 32;
  }
  return values;
}
