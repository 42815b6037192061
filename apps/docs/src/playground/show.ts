import { inspect } from 'loupe';

/** Longest text of one value: a program that prints more than that prints too much to read. */
const LONGEST = 20_000;

/** What `console.log` shows of its arguments: strings as they are, tensors as Python prints them. */
export function show(values: readonly unknown[]): string {
  return values
    .map((value) => (typeof value === 'string' ? value : shown(value)))
    .join(' ')
    .slice(0, LONGEST);
}

function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return hasOwnText(value) ? String(value) : inspect(value, { truncate: LONGEST });
}

/** Tensors, modules and optimizers print themselves, by the hook that Node has for it. */
function hasOwnText(value: unknown): value is object {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && Symbol.for('nodejs.util.inspect.custom') in (value as object);
}
