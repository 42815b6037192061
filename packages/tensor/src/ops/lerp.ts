import { nameGradient } from '../autograd-slot.ts';
import type { Tensor } from '../tensor.ts';
import { where } from './comparison.ts';
import { overwrite } from './overwrite.ts';

/** `a + weight * way`, or the same counted back from `b`, which makes both ends exact. */
function between(a: Tensor, b: Tensor, weight: Tensor | number): Tensor {
  const way = b.sub(a);
  if (typeof weight === 'number') {
    return weight < 0.5 ? a.add(way.mul(weight)) : b.sub(way.mul(1 - weight));
  }
  const back = b.sub(way.mul(weight.neg().add(1)));
  return where(weight.lt(0.5), a.add(way.mul(weight)), back);
}

/**
 * The point that lies `weight` of the way from `a` to `b`: `a + weight * (b - a)`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.lerp.html
 */
export function lerp(a: Tensor, b: Tensor, weight: Tensor | number): Tensor {
  return nameGradient(between(a, b, weight), 'LerpBackward0');
}

/** As {@link lerp} from `x` to `end`, in `x` itself. */
export function lerp_(x: Tensor, end: Tensor, weight: Tensor | number): Tensor {
  return overwrite('lerp_', x, (before) => between(before, end, weight), 'LerpBackward0');
}
