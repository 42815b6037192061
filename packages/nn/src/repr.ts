/** What Python prints for a literal: `True`, `None`, `'mean'`, `(1, 2)`. */
export function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) {
    return `(${value.map(pythonLiteral).join(', ')}${value.length === 1 ? ',' : ''})`;
  }
  return typeof value === 'number' ? pythonNumber(value) : String(value);
}

/** What Python prints for a number, a whole one as an `int`. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const magnitude = Math.abs(value);
  // JavaScript writes 1e-7 where Python writes 1e-07, and 0.00001 where Python writes 1e-05.
  if (magnitude >= 1e-4 || magnitude === 0) return String(value);
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

/** What Python prints for a `float`: whole ones keep a point. */
export function pythonFloat(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : pythonNumber(value);
}

/** How a module prints: its name, what it says of itself, and its children, indented. */
export function formatModule(
  name: string,
  extra: string,
  children: Iterable<readonly [string, { toString(): string }]>,
): string {
  const extraLines = extra === '' ? [] : extra.split('\n');
  const childLines = [...children].map(
    ([key, child]) => `(${key}): ${child.toString().replaceAll('\n', '\n  ')}`,
  );
  const lines = [...extraLines, ...childLines];
  if (lines.length === 0) return `${name}()`;
  if (extraLines.length === 1 && childLines.length === 0) return `${name}(${extra})`;
  return `${name}(\n  ${lines.join('\n  ')}\n)`;
}
