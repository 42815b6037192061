import { apply, onesLike, type Tensor, where } from '@chainrule/tensor';
import type { ViewOf } from './meta.ts';
import { type Edge, Node } from './node.ts';
import { PrimitiveNode } from './primitive-node.ts';

/**
 * A tensor after one of its views was changed in place. The gradient of the part that the view
 * shows goes to what was written; what was there before gets the rest, with zeros in that part.
 */
export class ViewUpdateNode extends Node {
  private readonly view: ViewOf;

  constructor(view: ViewOf, before: Edge | null, written: Edge) {
    super('CopySlices', [before, written]);
    this.view = view;
  }

  override backward(
    [gradient]: readonly (Tensor | null)[],
    needs: (input: number) => boolean,
  ): readonly (Tensor | null)[] {
    if (gradient === null || gradient === undefined) return [null, null];
    return [
      needs(0) ? where(this.written(gradient), 0, gradient) : null,
      needs(1) ? this.shownIn(gradient) : null,
    ];
  }

  private shownIn(x: Tensor): Tensor {
    return this.view.steps.reduce(
      (part, { primitive, params }) => apply(primitive, [part], params as never),
      x,
    );
  }

  /** Where in the base the view lies, as bool: the view's own gradient of ones tells. */
  private written(like: Tensor): Tensor {
    const { dtype, storage } = like;
    const ones = onesLike(this.shownIn(like.detach()));
    const marked = this.view.steps.reduceRight<Tensor>(
      (part, { primitive, params, inputShape }) => {
        const info = [{ shape: inputShape, dtype, device: storage.device }];
        const node = new PrimitiveNode(primitive, params, info, [{ node: this, output: 0 }]);
        return node.backward([part], () => true)[0] as Tensor;
      },
      ones,
    );
    return marked.ne(0);
  }
}
