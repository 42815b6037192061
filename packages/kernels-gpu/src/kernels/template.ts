import type { DType, ParamsOf, Primitive } from '@chainrule/tensor';

/** The dtypes that an expression computes in: of its operands, and of the result. */
export interface TemplateTypes {
  readonly operand: DType;
  readonly result: DType;
}

/**
 * The formula of an elementwise primitive: from expressions of its operands to an expression of the
 * result, in gpu.js's JavaScript. Operands are names or literals, so that they may be used twice.
 */
export type Template<P extends Primitive> = (
  operands: readonly string[],
  types: TemplateTypes,
  params: ParamsOf<P>,
) => string;

/** A float as a literal that every shading language reads as the same float. */
export function floatLiteral(value: number): string {
  if (Number.isNaN(value)) return 'nan()';
  if (value < 0 || Object.is(value, -0)) return `(-${floatLiteral(-value)})`;
  if (value === Number.POSITIVE_INFINITY) return 'infinity()';
  const float = Math.fround(value);
  if (float === Number.POSITIVE_INFINITY) return 'infinity()';
  // From 1e21 on JavaScript writes whole numbers with an exponent, which gpu.js takes for integers.
  if (float >= 2 ** 64) return `(${float / 2 ** 64} * 18446744073709551616.0)`;
  return String(float);
}

/** An int32 as a literal; gpu.js has no literal for the smallest one. */
function integerLiteral(value: number): string {
  if (value === -(2 ** 31)) return '(integer(-2147483647) - 1)';
  return `integer(${value})`;
}

/** A number as a literal of a dtype. */
export function literal(value: number, dtype: DType): string {
  return dtype === 'float32' ? floatLiteral(value) : integerLiteral(value);
}
