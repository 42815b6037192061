import { ArgumentError, FileFormatError, fromTypedArray, Tensor } from '@chainrule/tensor';

/** JSON in which `{ "$tensor": name }` and its like stand for what JSON has no word for. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A state taken apart: its tensors by name, and the rest. */
export interface EncodedState {
  readonly json: Json;
  readonly tensors: Record<string, Tensor>;
}

/** Deeper than any state is nested; what is, contains itself, or was made to exhaust the stack. */
const maximumDepth = 100;

/**
 * Takes a state apart: tensors, numbers, text, bytes, in lists and plain objects as deep as they go.
 *
 * A tensor is named by its path, such as `optimizer.state.0.momentumBuffer`. Undefined entries are
 * left out. Numbers keep every bit, the sign of zero, the infinities and NaN included.
 *
 * @throws {ArgumentError} that names what cannot be kept, such as a function.
 */
export function encodeState(state: unknown): EncodedState {
  const tensors = new Map<string, Tensor>();
  const keep = (path: readonly string[], tensor: Tensor): string => {
    const name = path.filter((part) => part !== '').join('.');
    let unique = name;
    for (let count = 2; tensors.has(unique); count++) unique = `${name}#${count}`;
    tensors.set(unique, tensor);
    return unique;
  };

  const encode = (value: unknown, path: readonly string[]): Json => {
    if (path.length > maximumDepth) {
      throw new ArgumentError(
        `a checkpoint holds states nested up to ${maximumDepth} deep; ` +
          `'${path.slice(0, 4).join('.')}...' is deeper, or contains itself`,
      );
    }
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') return encodeNumber(value);
    if (typeof value === 'bigint') return { $bigint: String(value) };
    if (value instanceof Tensor) return { $tensor: keep(path, value) };
    if (value instanceof Uint8Array) {
      const bytes = fromTypedArray(Uint8Array.from(value), [value.length], 'uint8', {
        device: 'cpu',
      });
      return { $bytes: keep(path, bytes) };
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => encode(item, [...path, String(index)]));
    }
    if (!isPlainObject(value)) throw new ArgumentError(describeMisfit(value, path));
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [escapeKey(key), encode(item, [...path, key])]);
    return Object.fromEntries(entries);
  };

  const json = encode(state, []);
  return { json, tensors: Object.fromEntries(tensors) };
}

/**
 * Puts a state back together.
 *
 * @throws {FileFormatError} when the JSON names a tensor that is not there, or is not of the form
 * that {@link encodeState} gives it.
 */
export function decodeState({ json, tensors }: EncodedState): unknown {
  const find = (name: Json): Tensor => {
    const found =
      typeof name === 'string' && Object.hasOwn(tensors, name) ? tensors[name] : undefined;
    if (found !== undefined) return found;
    throw new FileFormatError(
      `checkpoint: it names a tensor ${JSON.stringify(name)} that it lacks`,
    );
  };

  const decode = (value: Json, depth: number): unknown => {
    if (depth > maximumDepth) {
      throw new FileFormatError(`checkpoint: its state is nested more than ${maximumDepth} deep`);
    }
    if (value === null || typeof value !== 'object') return value;
    if (isJsonArray(value)) return value.map((item) => decode(item, depth + 1));
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && /^\$[^$]/.test(first[0])) {
      return decodeWord(first[0], first[1], find);
    }
    return Object.fromEntries(
      entries.map(([key, item]) => [unescapeKey(key), decode(item, depth + 1)]),
    );
  };

  return decode(json, 0);
}

/** The same state with every tensor replaced; what is no list or plain object stays as it is. */
export function mapTensors(state: unknown, change: (tensor: Tensor) => Tensor): unknown {
  if (state instanceof Tensor) return change(state);
  if (Array.isArray(state)) return state.map((item) => mapTensors(item, change));
  if (!isPlainObject(state)) return state;
  const entries = Object.entries(state);
  return Object.fromEntries(entries.map(([key, item]) => [key, mapTensors(item, change)]));
}

/** Whether `value` is an object of entries, as against an instance of some class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function encodeNumber(value: number): Json {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { $number: Object.is(value, -0) ? '-0' : String(value) };
}

function decodeWord(word: string, value: Json, find: (name: Json) => Tensor): unknown {
  if (word === '$tensor') return find(value);
  if (word === '$bytes' && find(value).dtype === 'uint8') return find(value).dataSync();
  if (word === '$bigint' && typeof value === 'string' && /^-?\d+$/.test(value))
    return BigInt(value);
  if (word === '$number' && typeof value === 'string') {
    if (value === '-0' || value === 'NaN' || /^-?Infinity$/.test(value)) return Number(value);
  }
  throw new FileFormatError(
    `checkpoint: expected a value that can be read; found { ${word}: ${JSON.stringify(value)} }`,
  );
}

// Keys that start with '$' would read as words of ours, so those of a state start with two.
function escapeKey(key: string): string {
  return key.startsWith('$') ? `$${key}` : key;
}

function unescapeKey(key: string): string {
  if (!key.startsWith('$')) return key;
  if (key.startsWith('$$')) return key.slice(1);
  throw new FileFormatError(
    `checkpoint: expected one word in an object; found ${key} among others`,
  );
}

function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function describeMisfit(value: unknown, path: readonly string[]): string {
  const kind =
    typeof value === 'object' ? `a ${value?.constructor.name}` : `a value of type ${typeof value}`;
  return (
    `a checkpoint holds tensors, numbers, text, bytes, lists and plain objects; ` +
    `'${path.join('.')}' is ${kind}`
  );
}
