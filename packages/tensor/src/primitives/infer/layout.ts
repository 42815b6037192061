import { ShapeError } from '../../errors.ts';
import { formatShape, numberOfElements, type Shape, stretchesTo } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { DimParams } from '../signatures.ts';
import { checkSameDType, type ResultSpec, type UnaryInputs } from './rule.ts';

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

export function view([x]: UnaryInputs, { shape }: { shape: Shape }): ResultSpec {
  if (numberOfElements(shape) !== x.numel()) {
    throw new ShapeError(
      `shape ${formatShape(shape)} is not valid for ${x.numel()} elements of shape ${formatShape(x.shape)}`,
    );
  }
  return { shape, dtype: x.dtype };
}

export function expand([x]: UnaryInputs, { shape }: { shape: Shape }): ResultSpec {
  if (!stretchesTo(x.shape, shape)) {
    throw new ShapeError(
      `shape ${formatShape(x.shape)} cannot be expanded to ${formatShape(shape)}: ` +
        'only dimensions of length 1, and new ones in front, can stretch',
    );
  }
  return { shape, dtype: x.dtype };
}
