import { numberOfElements, type Shape, type Tensor } from '@chainrule/tensor';

/**
 * How an operand of an elementwise kernel lies under a result of `rows x columns` elements: `dense`
 * has an element for each, `row` one for each column, `column` one for each row, `scalar` only one.
 */
export type OperandKind = 'dense' | 'row' | 'column' | 'scalar';

/** The kind, and the number of columns that a result must be cut into for it, if it matters. */
export interface OperandGeometry {
  readonly kind: OperandKind;
  readonly columns: number | null;
}

/** The strides of `tensor` stretched to `shape`, without dimensions of length 1. */
function stretched(tensor: Tensor, shape: Shape): { lengths: number[]; strides: number[] } {
  const lengths: number[] = [];
  const strides: number[] = [];
  const extra = shape.length - tensor.ndim;
  shape.forEach((length, dim) => {
    if (length === 1) return;
    const own = dim < extra ? 1 : (tensor.shape[dim - extra] as number);
    lengths.push(length);
    strides.push(own === 1 ? 0 : (tensor.strides[dim - extra] as number));
  });
  return { lengths, strides };
}

/** Whether dimensions from `begin` to `end` lie row-major, the last one with neighbours adjacent. */
function isDense(lengths: number[], strides: number[], begin: number, end: number): boolean {
  let expected = 1;
  for (let dim = end - 1; dim >= begin; dim--) {
    if (strides[dim] !== expected) return false;
    expected *= lengths[dim] as number;
  }
  return true;
}

/** How an operand lies under a result of `shape`, or `null` if in none of the four ways. */
export function geometryOf(tensor: Tensor, shape: Shape): OperandGeometry | null {
  const { lengths, strides } = stretched(tensor, shape);
  const rank = lengths.length;
  if (isDense(lengths, strides, 0, rank)) return { kind: 'dense', columns: null };
  const leadingZeros = strides.findIndex((stride) => stride !== 0);
  if (leadingZeros === -1) return { kind: 'scalar', columns: null };
  if (leadingZeros > 0 && isDense(lengths, strides, leadingZeros, rank)) {
    return { kind: 'row', columns: numberOfElements(lengths.slice(leadingZeros)) };
  }
  let end = rank;
  while (end > 0 && strides[end - 1] === 0) end--;
  if (end < rank && isDense(lengths, strides, 0, end)) {
    return { kind: 'column', columns: numberOfElements(lengths.slice(end)) };
  }
  return null;
}
