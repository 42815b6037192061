import { programCodes as codes } from '@chainrule/kernels-cpu';
import { bytesPerElement, type Storage, type Tensor } from '@chainrule/tensor';
import { isAdam } from './adam.ts';
import { addressOf } from './coded.ts';
import { geometryOf } from './geometry.ts';
import type { Addresses, Group } from './tasks.ts';

/** Elements of a vector, which an element operation reads at a time. */
const LANES = 4;

/** `address, row, column, step` of an operand, in bytes. */
function operandWords(
  operand: Tensor,
  group: Group,
  columns: number,
  addresses: Addresses,
  passed: ReadonlyMap<Storage, number>,
  shape: readonly number[],
): number[] {
  const size = bytesPerElement(operand.dtype);
  const address = addressOf(operand, addresses);
  // In scratch memory each part of a row takes the place of the one before.
  if (passed.has(operand.storage)) return [address, 0, 0, LANES * size];
  if (group.elements === 1) return [address, 0, 0, LANES * size];
  switch (geometryOf(operand, shape)?.kind) {
    case 'dense':
      return [address, columns * size, size, LANES * size];
    case 'row':
      return [address, 0, size, LANES * size];
    case 'column':
      return [address, size, 0, 0];
    default:
      return [address, 0, 0, 0];
  }
}

/** The words of a group. */
export function encodeGroup(
  group: Group,
  addresses: Addresses,
  passed: ReadonlyMap<Storage, number>,
): number[] {
  const { elements, operations } = group;
  const columns = group.columns ?? elements;
  const words: number[] = [codes.GROUP, elements / columns, columns, operations.length];
  operations.forEach(({ code: own, out, operands }, place) => {
    const code = isAdam(operations, place, passed) ? codes.ADAM : own;
    const wordsOf = (operand: Tensor): number[] =>
      operandWords(operand, group, columns, addresses, passed, out.shape);
    const operation = [code, ...wordsOf(out).slice(0, 3), ...operands.flatMap(wordsOf)];
    while (operation.length < codes.ELEMENT_WORDS) operation.push(0);
    words.push(...operation);
  });
  return words;
}
