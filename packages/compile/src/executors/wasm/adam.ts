import { programCodes as codes } from '@chainrule/kernels-cpu';
import type { Storage, Tensor } from '@chainrule/tensor';
import type { ElementOperation } from './element-operations.ts';
import { geometryOf } from './geometry.ts';

const adamCodes: readonly number[] = [
  codes.MUL_ADD_MUL,
  codes.MUL,
  codes.MUL_ADD_MUL,
  codes.SQRT_DIV_ADD,
  codes.SUB_QUOTIENT,
];

/**
 * Whether an update by Adam begins at `place` that one pass can do: see `codes.ADAM`. `passed` has the
 * storages that nothing outside the group reads.
 */
export function isAdam(
  operations: readonly ElementOperation[],
  place: number,
  passed: { has(storage: Storage): boolean },
): boolean {
  const update = operations.slice(place, place + adamCodes.length);
  if (!adamCodes.every((code, index) => update[index]?.code === code)) return false;
  const [mean, part, square, divisor, parameter] = update as [
    ElementOperation,
    ElementOperation,
    ElementOperation,
    ElementOperation,
    ElementOperation,
  ];
  const gradient = mean.operands[2] as Tensor;
  // An operand that is not named here is one value, or the sum would be another one.
  const expected: (readonly [ElementOperation, readonly (Tensor | null)[]])[] = [
    [mean, [mean.out, null, gradient, null]],
    [part, [gradient, null]],
    [square, [square.out, null, part.out, gradient]],
    [divisor, [square.out, null, null]],
    [parameter, [parameter.out, mean.out, null, divisor.out]],
  ];
  const agrees = expected.every(([{ out, operands }, asked]) =>
    asked.every((tensor, index) => {
      const operand = operands[index] as Tensor;
      const kind = geometryOf(operand, out.shape)?.kind;
      return tensor === null
        ? kind === 'scalar'
        : kind === 'dense' &&
            operand.storage === tensor.storage &&
            operand.offset === tensor.offset;
    }),
  );
  const arrays = [mean.out, square.out, parameter.out, gradient, part.out, divisor.out];
  const others = operations.filter((operation) => !update.includes(operation));
  return (
    agrees &&
    new Set(arrays.map(({ storage }) => storage)).size === arrays.length &&
    [part, divisor].every(
      ({ out }) =>
        passed.has(out.storage) &&
        others.every(({ operands }) => operands.every(({ storage }) => storage !== out.storage)),
    )
  );
}
