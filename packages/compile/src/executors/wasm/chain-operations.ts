import { programCodes as codes } from '@chainrule/kernels-cpu';
import type { Storage, Tensor } from '@chainrule/tensor';
import type { ElementOperation } from './element-operations.ts';

/** Operations that one code does. A name stands for an operand, a tree for what makes one. */
interface Tree {
  readonly code: number;
  readonly operands: readonly (string | Tree)[];
}

const operation = (code: number, ...operands: (string | Tree)[]): Tree => ({ code, operands });

/** Larger patterns first. A sum is the same either way round. */
const patterns: readonly { readonly code: number; readonly names: string; readonly tree: Tree }[] =
  [
    {
      code: codes.MUL_ADD_MUL,
      names: 'xyzw',
      tree: operation(codes.ADD, operation(codes.MUL, 'x', 'y'), operation(codes.MUL, 'z', 'w')),
    },
    {
      code: codes.SQRT_DIV_ADD,
      names: 'xyz',
      tree: operation(codes.ADD, operation(codes.DIV, operation(codes.SQRT, 'x'), 'y'), 'z'),
    },
    {
      code: codes.SUB_QUOTIENT,
      names: 'xyzw',
      tree: operation(codes.SUB, 'x', operation(codes.DIV, operation(codes.MUL, 'y', 'z'), 'w')),
    },
    {
      code: codes.MUL_ADD,
      names: 'xyz',
      tree: operation(codes.ADD, operation(codes.MUL, 'x', 'y'), 'z'),
    },
    {
      code: codes.MUL_ADD,
      names: 'xyz',
      tree: operation(codes.ADD, 'z', operation(codes.MUL, 'x', 'y')),
    },
  ];

/** What a pattern has taken: operands by name, and the places of the operations it does. */
interface Match {
  readonly operands: Map<string, Tensor>;
  readonly places: number[];
}

function touches(operation: ElementOperation | null | undefined, storage: Storage): boolean {
  if (!operation) return false;
  const { out, operands } = operation;
  return out.storage === storage || operands.some((operand) => operand.storage === storage);
}

/** Whether two tensors are the same elements; those of a group that are written are all dense. */
function isSamePlace(a: Tensor, b: Tensor): boolean {
  return a.storage === b.storage && a.offset === b.offset && a.numel() === b.numel();
}

function hasSameShape(a: Tensor, b: Tensor): boolean {
  return a.ndim === b.ndim && a.shape.every((length, dim) => length === b.shape[dim]);
}

/**
 * Has several operations done by one code where a value goes from one to the next and nowhere else,
 * so that it stays in a register. Bits do not change. `passed` are storages that nothing outside
 * the group reads.
 */
export function chainOperations(
  operations: readonly ElementOperation[],
  passed: ReadonlySet<Storage>,
): ElementOperation[] {
  const left: (ElementOperation | null)[] = [...operations];

  /** Where the value is made that the operation at `place` reads as `operand`, if only that reads it. */
  function makerOf(operand: Tensor, place: number): number | null {
    const reader = left[place] as ElementOperation;
    const { storage } = operand;
    if (reader.operands.filter((each) => each.storage === storage).length > 1) return null;
    let maker = place - 1;
    while (maker >= 0 && !touches(left[maker], storage)) maker--;
    const made = left[maker]?.out;
    if (!made || !isSamePlace(made, operand) || !hasSameShape(made, reader.out)) return null;
    return isReadAfter(operand, place) ? null : maker;
  }

  /** Whether anything may read the value after the operation at `place`. */
  function isReadAfter(value: Tensor, place: number): boolean {
    if (isSamePlace((left[place] as ElementOperation).out, value)) return false;
    for (const each of left.slice(place + 1)) {
      if (!touches(each, value.storage)) continue;
      const isRead = each?.operands.some(({ storage }) => storage === value.storage);
      return isRead || !isSamePlace((each as ElementOperation).out, value);
    }
    return !passed.has(value.storage);
  }

  /** Whether nothing changes an operand of the operation at `from` before that at `to`. */
  function canWait(from: number, to: number): boolean {
    const { operands } = left[from] as ElementOperation;
    return left
      .slice(from + 1, to)
      .every((each) => operands.every(({ storage }) => each?.out.storage !== storage));
  }

  /** Whether the operation at `place` is the pattern's, with what it stands for in `found`. */
  function isMatch(pattern: Tree, place: number, last: number, found: Match): boolean {
    const each = left[place];
    if (each?.code !== pattern.code) return false;
    found.places.push(place);
    return pattern.operands.every((inner, index) => {
      const operand = each.operands[index] as Tensor;
      if (typeof inner === 'string') return found.operands.set(inner, operand);
      const maker = makerOf(operand, place);
      return maker !== null && canWait(maker, last) && isMatch(inner, maker, last, found);
    });
  }

  for (let place = 0; place < left.length; place++) {
    for (const { code, names, tree } of patterns) {
      const found: Match = { operands: new Map(), places: [] };
      if (!isMatch(tree, place, place, found)) continue;
      const operands = [...names].map((name) => found.operands.get(name) as Tensor);
      const { out } = left[place] as ElementOperation;
      for (const taken of found.places) left[taken] = null;
      left[place] = { code, out, operands };
      break;
    }
  }
  return left.filter((each) => each !== null);
}
