/** The weights that `execution.py` gives the elements of outputs, so that no gradient hides another. */
const weights = [0.5, -1.25, 2, 0.75, -0.5, 1.5, 1, -2, 1.75, -0.25, 3];

/** The weights of the first `count` elements of the output that comes `shift`th. */
export function weightsFor(count: number, shift: number): number[] {
  return Array.from(
    { length: count },
    (_, index) => weights[(index + shift) % weights.length] ?? 0,
  );
}
