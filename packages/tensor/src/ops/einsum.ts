import { ArgumentError, ShapeError } from '../errors.ts';
import { numberOfElements } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { readEquation } from './einsum-equation.ts';

/**
 * Sums of products by Einstein's notation: each operand's dims are named by letters, dims of one
 * name are multiplied together, and those the output does not name are summed.
 *
 * Without `->` the output has the letters that come up once, in alphabetical order. `...` stands
 * for dims that broadcast, a letter twice in one term for its diagonal. Operands are contracted
 * from left to right.
 *
 * @example
 * ```ts
 * einsum('ij,jk->ik', ones(2, 3), ones(3, 4)).shape; // [2, 4]
 * einsum('ii', eye(3)); // tensor(3.)
 * einsum('...ij->...ji', ones(5, 2, 3)).shape; // [5, 3, 2]
 * ```
 * @throws {ArgumentError} when the equation cannot be read.
 * @throws {ShapeError} when it does not fit the operands, or lengths of one name differ.
 * @see https://pytorch.org/docs/stable/generated/torch.einsum.html
 */
export function einsum(equation: string, ...operands: readonly Tensor[]): Tensor {
  if (operands.length === 0) throw new ArgumentError('einsum takes at least one operand; got none');
  const { inputs, output } = readEquation(equation, operands);
  const summed = [...new Set(inputs.flat())].filter((label) => !output.includes(label));
  const labels = [...output, ...summed];
  const aligned = operands.map((x, position) =>
    align(x, inputs[position] as string[], labels, equation),
  );
  checkLengths(equation, labels, aligned);

  // A dim is summed as soon as no later operand needs it.
  const uses = labels.map((label) => inputs.map((names) => names.includes(label)));
  const lastUse = uses.map((used) => used.lastIndexOf(true));
  const endsAt = (position: number): number[] =>
    labels.flatMap((_, dim) => (dim >= output.length && lastUse[dim] === position ? [dim] : []));
  const [first, ...rest] = aligned as [Tensor, ...Tensor[]];
  if (rest.length === 0) return reduced(first, endsAt(0), false);
  const start = reduced(first, endsAt(0), true);
  const result = rest.reduce<Tensor>(
    (product, x, each) => contract(product, x, endsAt(each + 1)),
    start,
  );
  return summed.length === 0 ? result : result.view(result.shape.slice(0, output.length));
}

/** An operand with a dim for every label, in their order: of length 1 where it has none. */
function align(
  x: Tensor,
  names: readonly string[],
  labels: readonly string[],
  equation: string,
): Tensor {
  let diagonal = x;
  const left = [...names];
  for (let dim = 0; dim < left.length; dim++) {
    const again = left.indexOf(left[dim] as string, dim + 1);
    if (again === -1) continue;
    if (diagonal.shape[dim] !== diagonal.shape[again]) {
      throw new ShapeError(
        `einsum('${equation}'): '${left[dim]}' names dims of length ${diagonal.shape[dim]} and ` +
          `${diagonal.shape[again]} of one operand; a diagonal takes equal ones`,
      );
    }
    diagonal = diagonal.diagonal({ dim1: dim, dim2: again }).movedim(-1, dim);
    left.splice(again, 1);
    dim--;
  }
  const present = labels.filter((label) => left.includes(label));
  const ordered = diagonal.permute(present.map((label) => left.indexOf(label)));
  const lengths = labels.map((label) =>
    left.includes(label) ? (diagonal.shape[left.indexOf(label)] as number) : 1,
  );
  return ordered.ndim === lengths.length ? ordered : ordered.reshape(lengths);
}

function checkLengths(
  equation: string,
  labels: readonly string[],
  operands: readonly Tensor[],
): void {
  for (const [dim, label] of labels.entries()) {
    const lengths = new Set(
      operands.map((x) => x.shape[dim] as number).filter((length) => length !== 1),
    );
    if (lengths.size > 1) {
      throw new ShapeError(
        `einsum('${equation}'): '${label}' has lengths ${[...lengths].join(' and ')}; they must be equal or 1`,
      );
    }
  }
}

/** The product of two operands with the same dims, summed over `dims`, which keep length 1. */
function contract(a: Tensor, b: Tensor, dims: readonly number[]): Tensor {
  const isLong = (x: Tensor, dim: number): boolean => x.shape[dim] !== 1;
  const alone = (x: Tensor, other: Tensor): number[] =>
    dims.filter((dim) => isLong(x, dim) && !isLong(other, dim));
  const left = reduced(a, alone(a, b), true);
  const right = reduced(b, alone(b, a), true);
  const inner = dims.filter((dim) => isLong(left, dim));
  if (inner.length === 0) return left.mul(right);

  const all = left.shape.map((_, dim) => dim).filter((dim) => !inner.includes(dim));
  const batch = all.filter((dim) => isLong(left, dim) === isLong(right, dim));
  const rows = all.filter((dim) => isLong(left, dim) && !isLong(right, dim));
  const columns = all.filter((dim) => !isLong(left, dim) && isLong(right, dim));
  const product = grouped(left, batch, rows, inner).matmul(grouped(right, batch, inner, columns));

  const order = [...batch, ...rows, ...columns, ...inner];
  const lengthOf = (dim: number): number =>
    inner.includes(dim) ? 1 : ((isLong(left, dim) ? left : right).shape[dim] as number);
  const back = left.shape.map((_, dim) => order.indexOf(dim));
  return product.reshape(order.map(lengthOf)).permute(back);
}

function reduced(x: Tensor, dims: readonly number[], keepdim: boolean): Tensor {
  return dims.length === 0 ? x : x.sum(dims, keepdim);
}

/** The dims of `x` in three groups, each joined to one: a batch of matrices. */
function grouped(x: Tensor, ...groups: readonly [number[], number[], number[]]): Tensor {
  const joined = groups.map((dims) => numberOfElements(dims.map((dim) => x.shape[dim] as number)));
  const rest = x.shape.map((_, dim) => dim).filter((dim) => !groups.flat().includes(dim));
  return x.permute([...groups.flat(), ...rest]).reshape(joined);
}
