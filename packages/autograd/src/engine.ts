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

/** The gradients that arrived at each node that can be reached, one for each of its results. */
type Arrived = Map<Node, (Tensor | null)[]>;

/** All nodes that can be reached, none with a gradient yet. */
function reachableFrom(roots: readonly Edge[]): Arrived {
  const arrived: Arrived = new Map();
  const pending = roots.map(({ node }) => node);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (arrived.has(node)) continue;
    arrived.set(node, []);
    for (const edge of node.edges) if (edge !== null) pending.push(edge.node);
  }
  return arrived;
}

/** Adds a gradient to what arrived at the end of an edge. */
function send(arrived: Arrived, { node, output }: Edge, gradient: Tensor): void {
  const gradients = arrived.get(node) as (Tensor | null)[];
  while (gradients.length <= output) gradients.push(null);
  const before = gradients[output] as Tensor | null;
  gradients[output] = before === null ? gradient : add(before, gradient);
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
  const arrived = reachableFrom(roots);
  // Each node comes after all that use its results, so what arrived there is complete.
  const order = [...arrived.keys()].sort((a, b) => b.sequence - a.sequence);
  const leading = targets === undefined ? null : leadingTo(targets, order);
  const collected: (Tensor | null)[] = (targets ?? []).map(() => null);

  return withGradMode(createGraph, () => {
    roots.forEach((root, position) => {
      send(arrived, root, rootGradients[position] as Tensor);
    });
    for (const node of order) {
      if (leading !== null && !leading.has(node)) continue;
      const gradients = arrived.get(node) as (Tensor | null)[];
      if (gradients.length === 0) continue;
      // What is done with is not held until the walk ends.
      arrived.delete(node);
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
        if (gradient != null && edge != null && needs(input)) send(arrived, edge, gradient);
      }
      if (!retainGraph) node.release();
    }
    return collected;
  });
}
