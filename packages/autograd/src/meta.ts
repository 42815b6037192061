import {
  AutogradError,
  type AutogradMeta,
  type ParamsOf,
  type Shape,
  type Tensor,
  type ViewPrimitive,
} from '@chainrule/tensor';
import { AccumulateGrad } from './accumulate-grad.ts';
import type { Edge, Node } from './node.ts';
import { PrimitiveNode } from './primitive-node.ts';

/** One step on the way from a base to a view of it. */
export interface ViewStep {
  readonly primitive: ViewPrimitive;
  readonly params: ParamsOf<ViewPrimitive>;
  readonly inputShape: Shape;
}

/** Of which tensor another one is a view, and how to come from the one to the other. */
export interface ViewOf {
  readonly base: Tensor;
  readonly steps: readonly ViewStep[];
}

/** What is recorded of one tensor: for a leaf its gradient, for a result the node that made it. */
export class Meta implements AutogradMeta {
  grad: Tensor | null = null;
  viewOf: ViewOf | null = null;

  private readonly tensor: Tensor;
  private leafRequiresGrad = false;
  private made: Edge | null = null;
  private accumulator: AccumulateGrad | null = null;
  private versionOfEdge = 0;

  constructor(tensor: Tensor) {
    this.tensor = tensor;
  }

  get requiresGrad(): boolean {
    this.refreshView();
    return this.leafRequiresGrad || this.made !== null;
  }
  set requiresGrad(value: boolean) {
    if (this.made !== null && !value) {
      throw new AutogradError(
        'requiresGrad of a result cannot be turned off; detach() gives its value without gradients',
      );
    }
    this.leafRequiresGrad = value;
  }

  get isLeaf(): boolean {
    this.refreshView();
    return this.made === null;
  }

  /** The node that made this tensor, and the number of the result; `null` for a leaf. */
  get madeBy(): Edge | null {
    this.refreshView();
    return this.made;
  }

  /** Sets the node that made this tensor, in place of whatever did before. */
  recordAs(node: Node, output = 0): void {
    this.made = { node, output };
    this.versionOfEdge = this.tensor.storage.version;
  }

  /** Where a gradient of this tensor goes, or `null` if none flows to it. */
  edge(): Edge | null {
    this.refreshView();
    if (this.made !== null) return this.made;
    if (!this.leafRequiresGrad) return null;
    this.accumulator ??= new AccumulateGrad(this.tensor, this);
    return { node: this.accumulator, output: 0 };
  }

  /**
   * A view whose storage was changed in place through its base, or through another view, comes
   * from the base as it is now: the way from there is recorded anew.
   */
  private refreshView(): void {
    if (this.viewOf === null || this.versionOfEdge === this.tensor.storage.version) return;
    this.versionOfEdge = this.tensor.storage.version;
    const { base, steps } = this.viewOf;
    let edge = edgeOf(base);
    if (edge === null) return;
    for (const { primitive, params, inputShape } of steps) {
      const { dtype, storage } = base;
      const info = [{ shape: inputShape, dtype, device: storage.device }];
      edge = { node: new PrimitiveNode(primitive, params, info, [edge]), output: 0 };
    }
    this.made = edge;
  }
}

/** What is recorded of a tensor, made if there is nothing yet. */
export function metaOf(tensor: Tensor): Meta {
  tensor.autograd ??= new Meta(tensor);
  return tensor.autograd as Meta;
}

/** Where a gradient of `tensor` goes, or `null` if none flows to it. */
export function edgeOf(tensor: Tensor): Edge | null {
  return tensor.autograd === undefined ? null : (tensor.autograd as Meta).edge();
}
