/** PyTorch's name of an option: `weight_decay` for `weightDecay`. */
function pythonName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What Python prints for the value of an option. */
function pythonValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `(${value.map(pythonValue).join(', ')})`;
  if (typeof value !== 'number' || value === 0 || Math.abs(value) >= 1e-4) return String(value);
  // JavaScript writes 1e-7 where Python writes 1e-07, and 0.00001 where Python writes 1e-05.
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

/** The options of a parameter group as PyTorch prints them, one a line, in alphabetical order. */
export function printOptions(group: object): string {
  return Object.entries(group)
    .filter(([name]) => name !== 'params')
    .map(([name, value]) => `    ${pythonName(name)}: ${pythonValue(value)}\n`)
    .sort()
    .join('');
}
