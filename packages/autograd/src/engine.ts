import { AutogradError, add, type Tensor } from '@chainrule/tensor';
import { AccumulateGrad } from './accumulate-grad.ts';
import { checkForNaN, isAnomalyDetected } from './anomaly.ts';
import { withGradMode } from './mode.ts';
import type { Edge, Node } from './node.ts';

/** What to do with the gradients that a walk computes. */
export interface WalkOptions {
  readonly retainGraph: boolean;
  readonly createGraph: boolean;
  /**
   * Collect the gradients at these edges instead of adding to the leaves. Nodes that lead to none
   * of them are not computed.
   */
  readonly targets?: readonly Edge[];
  /** With `targets`: add to the leaves among them rather than collect. */
  readonly accumulate?: boolean;
}

/** All nodes that can be reached, each after those that use its result. */
function reachableFrom(roots: readonly Edge[]): Node[] {
  const seen = new Set<Node>();
  const pending = roots.map(({ node }) => node);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const edge of node.edges) if (edge !== null) pending.push(edge.node);
  }
  return [...seen].sort((a, b) => b.sequence - a.sequence);
}

/** The nodes from which a target can be reached. */
function leadingTo(targets: readonly Edge[], order: readonly Node[]): Set<Node> {
  const leading = new Set<Node>(targets.map(({ node }) => node));
  for (let position = order.length - 1; position >= 0; position--) {
    const node = order[position] as Node;
    if (node.edges.some((edge) => edge !== null && leading.has(edge.node))) leading.add(node);
  }
  return leading;
}

class GradientBuffers {
  private readonly buffers = new Map<Node, (Tensor | null)[]>();

  add({ node, output }: Edge, gradient: Tensor): void {
    let results = this.buffers.get(node);
    if (results === undefined) {
      results = [];
      this.buffers.set(node, results);
    }
    while (results.length <= output) results.push(null);
    const before = results[output];
    results[output] = before === null || before === undefined ? gradient : add(before, gradient);
  }

  /** The gradients of a node's results, complete once all that use them were walked through. */
  take(node: Node): (Tensor | null)[] | undefined {
    const results = this.buffers.get(node);
    this.buffers.delete(node);
    return results;
  }
}

function runHooks(node: Node, gradients: (Tensor | null)[]): void {
  for (const [output, hooks] of node.hooks ?? []) {
    for (const hook of hooks) {
      const gradient = gradients[output];
      if (gradient === null || gradient === undefined) continue;
      gradients[output] = hook(gradient) ?? gradient;
    }
  }
  for (const [output, tensor] of node.retained ?? []) {
    const gradient = gradients[output];
    if (gradient !== null && gradient !== undefined) {
      tensor.grad = tensor.grad === null ? gradient : add(tensor.grad, gradient);
    }
  }
}

function checkEdges(node: Node, gradients: readonly (Tensor | null)[]): void {
  if (gradients.length === node.edges.length || node instanceof AccumulateGrad) return;
  throw new AutogradError(
    `${node.name} returned ${gradients.length} gradients for ${node.edges.length} inputs`,
  );
}

/**
 * Walks from `roots` back to the leaves, computing gradients by the chain rule.
 *
 * @returns the gradients at `targets`, `null` where none arrived.
 */
export function walkBack(
  roots: readonly Edge[],
  rootGradients: readonly Tensor[],
  options: WalkOptions,
): (Tensor | null)[] {
  const { targets, accumulate = false, createGraph, retainGraph } = options;
  const order = reachableFrom(roots);
  const leading = targets === undefined ? null : leadingTo(targets, order);
  const buffers = new GradientBuffers();
  const collected: (Tensor | null)[] = (targets ?? []).map(() => null);

  return withGradMode(createGraph, () => {
    roots.forEach((root, position) => {
      buffers.add(root, rootGradients[position] as Tensor);
    });
    for (const node of order) {
      if (leading !== null && !leading.has(node)) continue;
      const gradients = buffers.take(node);
      if (gradients === undefined) continue;
      runHooks(node, gradients);
      targets?.forEach((target, position) => {
        if (target.node === node) collected[position] = gradients[target.output] ?? null;
      });
      if (targets !== undefined && !accumulate && node instanceof AccumulateGrad) continue;

      const needs = (input: number): boolean => {
        const edge = node.edges[input];
        return edge != null && (leading === null || leading.has(edge.node));
      };
      const results = node.backward(gradients, needs);
      checkEdges(node, results);
      if (isAnomalyDetected()) checkForNaN(node, results);
      results.forEach((gradient, input) => {
        const edge = node.edges[input];
        if (gradient !== null && edge != null && needs(input)) buffers.add(edge, gradient);
      });
      if (!retainGraph) node.release();
    }
    return collected;
  });
}
