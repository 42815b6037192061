import { nameGradient } from '../autograd-slot.ts';
import { apply, assign } from '../dispatch.ts';
import type { DType } from '../dtype.ts';
import { ArgumentError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { cast, resultType } from './operand.ts';
import { checkCastable, overwrite } from './overwrite.ts';

/** A bound: a number, or a tensor that broadcasts; `null` does not bound. */
export type Bound = Tensor | number | null;

/** Bounds of `clamp`, by name. */
export interface ClampOptions {
  readonly min?: Bound;
  readonly max?: Bound;
}

function boundsOf(
  min: Bound | ClampOptions | undefined,
  max: Bound | undefined,
): { low: Bound; high: Bound } {
  const named = typeof min === 'object' && min !== null && !(min instanceof Tensor);
  const bounds: ClampOptions = named ? min : { min: min ?? null, max: max ?? null };
  const [low, high] = [bounds.min ?? null, bounds.max ?? null];
  if (low === null && high === null) {
    throw new ArgumentError('clamp takes min, max or both; got neither');
  }
  return { low, high };
}

function dtypeOf(x: Tensor, low: number | null, high: number | null): DType {
  return resultType(x, ...[low, high].filter((bound) => bound !== null));
}

/**
 * `x` kept between `min` and `max`, which are numbers or tensors that broadcast; a missing one
 * does not bound. NaN stays. Elementwise.
 *
 * @example
 * ```ts
 * clamp(tensor([-2, 0.5, 3]), 0, 1); // tensor([0.0000, 0.5000, 1.0000])
 * clamp(tensor([-2, 3]), { min: 0 }); // tensor([0., 3.])
 * ```
 * @throws {ArgumentError} when neither bound is given.
 * @see https://pytorch.org/docs/stable/generated/torch.clamp.html
 */
export function clamp(x: Tensor, min?: Bound | ClampOptions, max?: Bound): Tensor {
  const { low, high } = boundsOf(min, max);
  if (low instanceof Tensor || high instanceof Tensor) {
    const raised = low === null ? x : x.maximum(low);
    return nameGradient(high === null ? raised : raised.minimum(high), 'ClampBackward0');
  }
  const result = apply('clamp', [cast(x, dtypeOf(x, low, high))], { min: low, max: high });
  return nameGradient(result, 'ClampBackward1');
}

/** `x` kept at `min` or above; see {@link clamp}. */
export function clampMin(x: Tensor, min: Tensor | number): Tensor {
  return nameGradient(
    clamp(x, min),
    typeof min === 'number' ? 'ClampMinBackward0' : 'ClampMinBackward1',
  );
}

/** `x` kept at `max` or below; see {@link clamp}. */
export function clampMax(x: Tensor, max: Tensor | number): Tensor {
  return nameGradient(
    clamp(x, null, max),
    typeof max === 'number' ? 'ClampMaxBackward0' : 'ClampMaxBackward1',
  );
}

/** As {@link clamp}, in `x` itself. */
export function clamp_(x: Tensor, min?: Bound | ClampOptions, max?: Bound): Tensor {
  const { low, high } = boundsOf(min, max);
  if (low instanceof Tensor || high instanceof Tensor) {
    return overwrite('clamp_', x, (before) => clamp(before, low, high), 'ClampBackward0');
  }
  checkCastable('clamp_', dtypeOf(x, low, high), x);
  return nameGradient(assign(x, 'clamp', [x], { min: low, max: high }), 'ClampBackward1');
}

/** As {@link clampMin}, in `x` itself. */
export function clampMin_(x: Tensor, min: Tensor | number): Tensor {
  return nameGradient(
    clamp_(x, min),
    typeof min === 'number' ? 'ClampMinBackward0' : 'ClampMinBackward1',
  );
}

/** As {@link clampMax}, in `x` itself. */
export function clampMax_(x: Tensor, max: Tensor | number): Tensor {
  return nameGradient(
    clamp_(x, null, max),
    typeof max === 'number' ? 'ClampMaxBackward0' : 'ClampMaxBackward1',
  );
}
