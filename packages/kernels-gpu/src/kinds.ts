import { type DType, DTypeError } from '@chainrule/tensor';
import type { ElementKind } from './compiler/source.ts';

/**
 * How a dtype is kept on a GPU.
 *
 * @throws {DTypeError} for float64, which no GPU interface of the web computes in.
 */
export function kindOf(dtype: DType, device = 'gpu'): ElementKind {
  switch (dtype) {
    case 'float32':
      return 'float';
    case 'int32':
      return 'int';
    case 'uint8':
    case 'bool':
      return 'byte';
    case 'float64':
      throw new DTypeError(
        `'${device}' does not compute in float64, as GPUs on the web have float32 only; ` +
          "use float32 there: to('float32') first, or keep the tensor on 'cpu'",
      );
  }
}
