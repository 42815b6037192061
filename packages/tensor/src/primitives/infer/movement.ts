import { ShapeError } from '../../errors.ts';
import { formatShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { DimParams } from '../signatures.ts';
import { checkSameDType, type ResultSpec } from './rule.ts';

export function cat(inputs: readonly Tensor[], { dim }: DimParams): ResultSpec {
  const [first] = inputs;
  if (first === undefined) throw new ShapeError('cat needs at least one tensor; got none');
  const shape = [...first.shape];
  for (const [position, x] of inputs.entries()) {
    checkSameDType('cat', first, x);
    const fits =
      x.ndim === shape.length && x.shape.every((length, d) => d === dim || length === shape[d]);
    if (!fits) {
      throw new ShapeError(
        `cat along dim ${dim} takes tensors equal in all other dimensions; ` +
          `tensor 0 has shape ${formatShape(first.shape)}, tensor ${position} ${formatShape(x.shape)}`,
      );
    }
    if (position > 0) shape[dim] = (shape[dim] as number) + (x.shape[dim] as number);
  }
  return { shape, dtype: first.dtype };
}
