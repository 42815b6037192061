import type { Tensor } from '@chainrule/tensor';
import type { Collated } from '../collate.ts';

/**
 * A change to a sample: any function of it.
 *
 * A transform that can change a whole batch in one go says how in `batch`, and gives there what
 * changing the samples one by one and then batching them would give.
 *
 * @example
 * ```ts
 * const invert: Transform = (image) => image.neg().add(1);
 * ```
 */
export interface Transform<In = Tensor, Out = Tensor> {
  (sample: In): Out;
  readonly batch?: (samples: Collated<In>) => Collated<Out>;
}
