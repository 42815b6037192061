import { AutogradError, add, type Tensor } from '@chainrule/tensor';
import { AccumulateGrad } from './accumulate-grad.ts';
import { checkForNaN, isAnomalyDetected } from './anomaly.ts';
import { withGradMode } from './mode.ts';
import type { Edge, Node } from './node.ts';
import { NodeQueue } from './node-queue.ts';

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

/** All nodes that can be reached, each after those that use its results. */
function reachableFrom(roots: readonly Edge[]): Node[] {
  const reached = new Set<Node>();
  const pending = roots.map(({ node }) => node);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    for (const edge of node.edges) if (edge !== null) pending.push(edge.node);
  }
  return [...reached].sort((a, b) => b.sequence - a.sequence);
}

/** The nodes from which a target can be reached. */
function leadingTo(targets: readonly Edge[], roots: readonly Edge[]): Set<Node> {
  const leading = new Set<Node>(targets.map(({ node }) => node));
  for (const node of reachableFrom(roots).reverse()) {
    if (node.edges.some((edge) => edge !== null && leading.has(edge.node))) leading.add(node);
  }
  return leading;
}

const nothing: (Tensor | null)[] = [];

/** The gradients that arrived at nodes, one for each of a node's results, until they are visited. */
class Arrivals {
  // A node is recorded after those that made its inputs. So the one recorded last of those waiting
  // is waited for by none, and what arrived there is complete.
  private readonly waiting = new NodeQueue();
  private readonly gradients = new Map<Node, (Tensor | null)[]>();

  /** Adds a gradient to what arrived at the end of an edge. */
  send({ node, output }: Edge, gradient: Tensor): void {
    let arrived = this.gradients.get(node);
    if (arrived === undefined) {
      arrived = [null];
      this.gradients.set(node, arrived);
      this.waiting.push(node);
    }
    while (arrived.length <= output) arrived.push(null);
    const before = arrived[output] as Tensor | null;
    arrived[output] = before === null ? gradient : add(before, gradient);
  }

  /** The next node to visit. */
  next(): Node | undefined {
    return this.waiting.pop();
  }

  /** What arrived at a node, which is not held any longer. */
  take(node: Node): (Tensor | null)[] {
    const arrived = this.gradients.get(node) as (Tensor | null)[];
    // Deleting would let the map shrink, to grow again with the next node.
    this.gradients.set(node, nothing);
    return arrived;
  }
}

function runHooks(node: Node, gradients: (Tensor | null)[]): void {
  if (node.hooks === undefined && node.retained === undefined) return;
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

const needsAll = (): boolean => true;

function needsLeading(leading: ReadonlySet<Node>, node: Node): (input: number) => boolean {
  return (input) => {
    const edge = node.edges[input];
    return edge != null && leading.has(edge.node);
  };
}

function checkEdges(node: Node, gradients: readonly (Tensor | null)[]): void {
  if (gradients.length === node.edges.length || gradients.length === 0) return;
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
  const arrivals = new Arrivals();
  const leading = targets === undefined ? null : leadingTo(targets, roots);
  const collected: (Tensor | null)[] = (targets ?? []).map(() => null);

  return withGradMode(createGraph, () => {
    roots.forEach((root, position) => {
      arrivals.send(root, rootGradients[position] as Tensor);
    });
    for (let node = arrivals.next(); node !== undefined; node = arrivals.next()) {
      const gradients = arrivals.take(node);
      if (leading !== null && !leading.has(node)) continue;
      runHooks(node, gradients);
      targets?.forEach((target, position) => {
        if (target.node === node) collected[position] = gradients[target.output] ?? null;
      });
      if (targets !== undefined && !accumulate && node instanceof AccumulateGrad) continue;

      const needs = leading === null ? needsAll : needsLeading(leading, node);
      const results = node.backward(gradients, needs);
      checkEdges(node, results);
      if (isAnomalyDetected()) checkForNaN(node, results);
      for (let input = 0; input < results.length; input++) {
        const gradient = results[input];
        const edge = node.edges[input];
        if (gradient != null && edge != null && needs(input)) arrivals.send(edge, gradient);
      }
      if (!retainGraph) node.release();
    }
    return collected;
  });
}
