/** The dim to work along, by position or by name. */
export type DimArgument = number | { readonly dim?: number };

/** The dim that was meant by `1` or `{ dim: 1 }`. */
export function dimOf(given: DimArgument, otherwise: number): number {
  return typeof given === 'number' ? given : (given.dim ?? otherwise);
}

/** Which diagonal to work from, by position or by name. */
export type DiagonalArgument = number | { readonly diagonal?: number };

/** The diagonal that was meant by `1` or `{ diagonal: 1 }`. */
export function diagonalOf(given: DiagonalArgument): number {
  return typeof given === 'number' ? given : (given.diagonal ?? 0);
}
