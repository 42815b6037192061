import type { Tensor } from '@chainrule/tensor';
import type { Transform } from './transform.ts';

/**
 * One transform after the other; none leaves samples as they are.
 *
 * @see https://pytorch.org/vision/stable/generated/torchvision.transforms.Compose.html
 *
 * @example
 * ```ts
 * const { compose, normalize, toTensor } = transforms;
 * const transform = compose([toTensor(), normalize(0.1307, 0.3081)]);
 * ```
 */
export function compose(transforms: readonly Transform[]): Transform {
  const transform = chain(transforms);
  const batched = transforms.map(({ batch }) => batch);
  return batched.every((batch) => batch !== undefined)
    ? Object.assign(transform, { batch: chain(batched) })
    : transform;
}

function chain(steps: readonly ((x: Tensor) => Tensor)[]): (x: Tensor) => Tensor {
  return (x) => steps.reduce((partial, step) => step(partial), x);
}
