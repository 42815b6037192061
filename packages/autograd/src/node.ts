import type { GradFn, Tensor, TensorHook } from '@chainrule/tensor';

/** Where a gradient goes: a node, and which of its results the gradient is of. */
export interface Edge {
  readonly node: Node;
  readonly output: number;
}

// Results are recorded after their inputs, so descending numbers are a topological order.
let recorded = 0;

/** One recorded operation. `edges` lead to what made its inputs; `null` where no gradient flows. */
export abstract class Node implements GradFn {
  name: string;
  readonly edges: readonly (Edge | null)[];
  readonly sequence: number = recorded++;

  /** Hooks on the gradient of each result, in order of registration. */
  hooks: Map<number, Set<TensorHook>> | undefined = undefined;

  /** Results, not leaves, whose gradient was asked to be kept. */
  retained: Map<number, Tensor> | undefined = undefined;

  /** Where in the program the operation was called, in anomaly mode. */
  stack: string | undefined = undefined;

  constructor(name: string, edges: readonly (Edge | null)[]) {
    this.name = name;
    this.edges = edges;
  }

  /** Nodes that made the inputs, as PyTorch shows them: `[node, output]` pairs or `null`. */
  get nextFunctions(): readonly (readonly [Node, number] | null)[] {
    return this.edges.map((edge) => (edge === null ? null : ([edge.node, edge.output] as const)));
  }

  /**
   * Gradients with respect to the inputs, given those with respect to the results. `null` stands
   * for zero. Inputs for which `needs` is false may be left out.
   */
  abstract backward(
    gradients: readonly (Tensor | null)[],
    needs: (input: number) => boolean,
  ): readonly (Tensor | null)[];

  /** Lets go of saved values. */
  release(): void {}
}
