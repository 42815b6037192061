import { nameGradient } from '../autograd-slot.ts';
import { broadcastShapes, contiguousStrides, numberOfElements, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { ParsedIndex } from './index-parsing.ts';
import { places } from './index-tensors.ts';

/**
 * Picks by tensors of places, as NumPy and PyTorch do: the tensors broadcast together, and their
 * dims take the place of those they index, or come first where a dim stands between those.
 *
 * @see https://numpy.org/doc/stable/user/basics.indexing.html#advanced-indexing
 */
export function pickPlaces({ view, tensors }: ParsedIndex): Tensor {
  const dims = [...tensors.keys()];
  const [first] = dims as [number];
  const last = dims[dims.length - 1] as number;
  const adjacent = last - first === dims.length - 1;
  const before = view.shape.flatMap((_, dim) => (dim < first && adjacent ? [dim] : []));
  const after = view.shape.flatMap((_, dim) =>
    before.includes(dim) || tensors.has(dim) ? [] : [dim],
  );
  const lengthsOf = (chosen: readonly number[]): number[] =>
    chosen.map((dim) => view.shape[dim] as number);
  const indexed = lengthsOf(dims);

  const joined = view
    .permute([...before, ...dims, ...after])
    .reshape([...lengthsOf(before), numberOfElements(indexed), ...lengthsOf(after)]);
  const { index, shape } = joinPlaces([...tensors.values()], indexed);
  const picked = joined.indexSelect(before.length, index);
  const result = picked.reshape([...lengthsOf(before), ...shape, ...lengthsOf(after)]);
  return nameGradient(result, 'IndexBackward0');
}

/** Places along several dims as one flat place in their row-major order. */
function joinPlaces(tensors: readonly Tensor[], lengths: Shape): { index: Tensor; shape: Shape } {
  const [only] = tensors as [Tensor];
  if (tensors.length === 1) return { index: only.reshape(-1), shape: only.shape };
  const shape = tensors.map((each) => each.shape).reduce(broadcastShapes);
  const strides = contiguousStrides(lengths);
  const steps = tensors.map((each, position) => {
    // Looking each place up checks it against its own dim, which the joined place would hide.
    const table = places(lengths[position] as number, each.storage.device);
    const checked = table.indexSelect(0, each.reshape(-1)).reshape(each.shape);
    return checked.mul(strides[position] as number);
  });
  const joined = steps.reduce((sum, step) => sum.add(step));
  return { index: joined.expand(shape).reshape(-1), shape };
}
