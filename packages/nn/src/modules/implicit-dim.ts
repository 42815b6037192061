import type { Tensor } from '@chainrule/tensor';

/** A dim, by name. */
export interface DimOptions {
  readonly dim?: number | null;
}

/** The dim that was meant by `1` or `{ dim: 1 }`, or `null` for none. */
export function dimOf(given: number | null | DimOptions | undefined): number | null {
  return typeof given === 'object' ? (given?.dim ?? null) : (given ?? null);
}

/** The dim that PyTorch takes when none is named: 0 for 0, 1 or 3 dims, else 1. */
export function implicitDim(x: Tensor): number {
  return x.ndim === 0 || x.ndim === 1 || x.ndim === 3 ? 0 : 1;
}
