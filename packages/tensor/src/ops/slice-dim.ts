import { apply } from '../dispatch.ts';
import type { Tensor } from '../tensor.ts';

/** `size` elements of `dim`, from `start` on, each `step` further. All must be in range. */
export function sliceDim(
  x: Tensor,
  dim: number,
  start: number,
  step: number,
  size: number,
): Tensor {
  const only = (value: number, otherwise: number): number[] =>
    x.shape.map((_, each) => (each === dim ? value : otherwise));
  const sizes = x.shape.map((length, each) => (each === dim ? size : length));
  return apply('slice', [x], { starts: only(start, 0), steps: only(step, 1), sizes });
}
