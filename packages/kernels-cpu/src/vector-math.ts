import { ShapeError } from '@chainrule/tensor';
import type { VectorMathFunctions } from './functions/index.ts';
import { type Kernels, sharedKernels } from './instance.ts';

/**
 * A function, such as `exp` or `sigmoid`, of every element of a float32 array, correctly rounded
 * but for less than one argument in ten million.
 *
 * Writes to `output`, which may be `input`, and returns it. The arrays are copied into the
 * kernels' memory and back.
 *
 * @throws {ShapeError} when `output` is not as long as `input`.
 *
 * @example
 * ```ts
 * console.log(mapArray('sigmoid', Float32Array.of(0, Infinity))); // Float32Array [0.5, 1]
 * ```
 */
export function mapArray(
  name: keyof VectorMathFunctions,
  input: Float32Array,
  output: Float32Array = new Float32Array(input.length),
  kernels: Kernels = sharedKernels(),
): Float32Array {
  const { length } = input;
  if (output.length !== length) {
    throw new ShapeError(`${name}: the input has ${length} elements, the output ${output.length}`);
  }
  const { arena, functions } = kernels;
  const mark = arena.mark();
  try {
    const offset = arena.allocate(4 * length);
    const resident = arena.float32(offset, length);
    resident.set(input);
    functions[name](offset, offset, length);
    output.set(resident);
    return output;
  } finally {
    arena.release(mark);
  }
}
