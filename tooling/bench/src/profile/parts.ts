import { type Primitive, primitiveKinds } from '@chainrule/tensor';

/** What the time of a step goes to. */
export const parts = [
  'products',
  'elementwise',
  'reductions',
  'copies and indexing',
  'draws',
  'optimizer',
  'dispatch',
  'garbage collection',
] as const;

/** One of them. */
export type Part = (typeof parts)[number];

/** Seconds of one step, by what they go to, beside how long such a step takes as a whole. */
export interface Profile {
  readonly seconds: ReadonlyMap<Part, number>;
  readonly measured: number;
}

/** What a task computes: that of its primitives which takes the most work. */
export function partOf(primitives: readonly Primitive[]): Part {
  const kinds = new Set(primitives.map((primitive) => primitiveKinds[primitive]));
  if (kinds.has('product')) return 'products';
  if (primitives.includes('random')) return 'draws';
  if (kinds.has('reduction') || kinds.has('scan')) return 'reductions';
  if (kinds.has('elementwise')) return 'elementwise';
  return 'copies and indexing';
}

/** Adds up seconds by part. */
export function addTo(seconds: Map<Part, number>, part: Part, more: number): void {
  seconds.set(part, (seconds.get(part) ?? 0) + more);
}
