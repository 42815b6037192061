import type { Node } from './node.ts';

/**
 * Nodes to visit, of which the one recorded last comes first: a heap, where the node at a position
 * was recorded after the two at twice that position, plus 1 and plus 2.
 */
export class NodeQueue {
  private readonly heap: Node[] = [];

  /** Adds a node. */
  push(node: Node): void {
    const { heap } = this;
    let place = heap.length;
    heap.push(node);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above] as Node;
      if (parent.sequence > node.sequence) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = node;
  }

  /** Takes the node that was recorded last, `undefined` when there is none. */
  pop(): Node | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let place = 0;
    for (let below = 1; below < heap.length; below = 2 * place + 1) {
      const [left, right] = [heap[below] as Node, heap[below + 1]];
      const isRight = right !== undefined && right.sequence > left.sequence;
      const child = isRight ? right : left;
      if (child.sequence < last.sequence) break;
      heap[place] = child;
      place = isRight ? below + 1 : below;
    }
    heap[place] = last;
    return first;
  }
}
