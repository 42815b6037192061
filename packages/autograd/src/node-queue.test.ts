import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Node } from './node.ts';
import { NodeQueue } from './node-queue.ts';

class Recorded extends Node {
  override backward(): readonly null[] {
    return [];
  }
}

const nodes = Array.from({ length: 50 }, () => new Recorded('Recorded', []));

/** What is left, in the order in which it is taken. */
function drain(queue: NodeQueue): Node[] {
  const taken: Node[] = [];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) taken.push(node);
  return taken;
}

it('gives the node that was recorded last, whatever the order they come in', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(nodes), fc.shuffledSubarray(nodes), (first, second) => {
      const queue = new NodeQueue();
      for (const node of first) queue.push(node);
      const latest = Math.max(...first.map(({ sequence }) => sequence));
      if (first.length > 0) expect(queue.pop()?.sequence).toBe(latest);
      for (const node of second) queue.push(node);
      const left = [...first.filter(({ sequence }) => sequence !== latest), ...second];
      const expected = left.map(({ sequence }) => sequence).sort((a, b) => b - a);
      expect(drain(queue).map(({ sequence }) => sequence)).toEqual(expected);
    }),
  );
});

it('has nothing to give when it is empty', () => {
  expect(new NodeQueue().pop()).toBeUndefined();
});
