import { ArgumentError } from './errors.ts';
import type { Storage } from './storage.ts';
import { Tensor } from './tensor.ts';
import { openScope, type Scope } from './tidy-scope.ts';

/** What `tidy` gives on: a tensor, tensors in arrays and plain objects, or anything else. */
function collect(value: unknown, into: Set<Storage>): void {
  if (value instanceof Tensor) into.add(value.storage);
  else if (Array.isArray(value)) for (const each of value) collect(each, into);
  else if (isPlainObject(value)) for (const each of Object.values(value)) collect(each, into);
}

function isPlainObject(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/**
 * Runs `work` and then gives back the memory of every tensor that was made on the way, except those
 * that it returns (alone, or in arrays and plain objects), gradients, and what optimizers remember.
 *
 * The garbage collector does not see how much memory a tensor takes on a GPU, and in a loop that never
 * waits it does not get a word in; so wrap each step of such a loop in `tidy`. A tensor that is put
 * aside inside, and is to live on, goes through {@link keep}.
 *
 * @example
 * ```ts
 * const x = tensor([1, 2, 3]);
 * const y = tidy(() => x.mul(2).add(1).sum()); // the product and the sum are given back
 * y.item(); // 15
 * ```
 * @throws {ArgumentError} when `work` is asynchronous: what others make while it waits would be lost.
 */
export function tidy<Result>(work: () => Result): Result {
  const scope: Scope = openScope();
  const results = new Set<Storage>();
  try {
    const result = work();
    if (result instanceof Promise) {
      throw new ArgumentError(
        'tidy takes a function that does not wait; await outside of it, and dispose of tensors there',
      );
    }
    collect(result, results);
    return result;
  } finally {
    scope.close(results);
  }
}

/** Keeps a tensor's memory when the surrounding `tidy` ends, and returns the tensor. */
export function keep<T extends Tensor>(x: T): T {
  x.storage.kept = true;
  return x;
}
