/**
 * Writes a number as Python prints a `float`, which is how the notebook prints `cost.item()`.
 *
 * Both languages print the shortest digits that read back as the same double; they differ in when
 * they turn to exponents, and in how they write them.
 *
 * @see https://docs.python.org/3/library/functions.html#repr
 *
 * @example
 * ```ts
 * pythonFloat(0.6931471824645996); // '0.6931471824645996'
 * pythonFloat(1); // '1.0'
 * pythonFloat(0.00001); // '1e-05'
 * ```
 */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  const digits = String(value);
  return digits.includes('.') ? digits : `${digits}.0`;
}
