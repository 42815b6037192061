import { type AutogradMeta, add, clone, keepWhile, type Tensor } from '@chainrule/tensor';
import { isGradEnabled } from './mode.ts';
import { Node } from './node.ts';

/** Marks a tensor's storage as the user's, so that a leaf whose gradient it becomes keeps a copy. */
export function markAsOwned(tensor: Tensor): void {
  tensor.storage.owned = true;
}

/**
 * The gradient as the leaf's own: gradients may share storage (both operands of a sum get the same
 * one), but the user may change a leaf's in place.
 */
function own(gradient: Tensor): Tensor {
  const { storage } = gradient;
  const isWhole = gradient.isContiguous() && gradient.numel() === storage.length;
  const mine = !isWhole || storage.owned ? clone(gradient) : gradient;
  markAsOwned(mine);
  return isGradEnabled() || mine.autograd === undefined ? mine : mine.detach();
}

/** Keeps a leaf's gradient when the `tidy` around it ends, as long as it is the leaf's. */
function keepAsGrad(meta: AutogradMeta, { storage }: Tensor): void {
  // Weak, so that a gradient does not keep a model alive that nobody uses any more.
  const leaf = new WeakRef(meta);
  keepWhile(storage, () => leaf.deref()?.grad?.storage === storage);
}

/** The end of the way: adds what arrives to the leaf's `grad`. */
export class AccumulateGrad extends Node {
  private readonly leaf: Tensor;
  private readonly meta: AutogradMeta;

  constructor(leaf: Tensor, meta: AutogradMeta) {
    super('AccumulateGrad', []);
    this.leaf = leaf;
    this.meta = meta;
  }

  /** The leaf that gradients are added to. */
  get variable(): Tensor {
    return this.leaf;
  }

  override backward(gradients: readonly (Tensor | null)[]): readonly (Tensor | null)[] {
    const gradient = gradients[0];
    if (gradient === null || gradient === undefined) return [];
    const { grad } = this.meta;
    // Adding in place keeps references to `grad` valid; a recorded sum must not be changed.
    if (grad !== null && !isGradEnabled()) grad.add_(gradient);
    else this.take(grad === null ? own(gradient) : add(grad, gradient));
    return [];
  }

  private take(grad: Tensor): void {
    this.meta.grad = grad;
    keepAsGrad(this.meta, grad);
  }
}
