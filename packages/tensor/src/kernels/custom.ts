import { ArgumentError } from '../errors.ts';
import type { Operand } from '../primitives/custom.ts';
import type { InputsOf, ParamsOf } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { dense } from './strided.ts';

function operandOf(tensor: Tensor): Operand {
  return { shape: tensor.shape, dtype: tensor.dtype, data: dense(tensor) };
}

/**
 * Has the primitive's own rule compute. It finds zeros wherever its result goes, so that a rule
 * that adds up gives the same in memory that was used before. Only inputs with gaps are copied.
 */
export function custom(
  out: Tensor,
  inputs: InputsOf<'custom'>,
  { operation, params }: ParamsOf<'custom'>,
): void {
  const result = operandOf(out);
  result.data.fill(0);
  const returned = operation.forward(result, inputs.map(operandOf), params);
  if (returned === undefined) return;
  throw new ArgumentError(
    `forward of ${operation.name} writes its result into out.data and returns nothing; ` +
      `it returned ${describe(returned)}`,
  );
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { length } = value as { length?: unknown };
  const kind = Object.getPrototypeOf(value)?.constructor?.name ?? 'an object';
  return typeof length === 'number' ? `${kind} of length ${length}` : kind;
}
