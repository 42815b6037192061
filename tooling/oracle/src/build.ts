import { decodeNumber, type EncodedInput, type EncodedNumber, type Pattern } from './fixture.ts';
import type { TensorLike, Torch } from './torch.ts';

function valuesOf({ modulus, shift, divisor, plus }: Pattern, length: number): Float64Array {
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    values[i] = (((i * 7919) % modulus) + shift) / divisor + plus;
  }
  return values;
}

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

const dataOf = (dtype: string, numbers: readonly number[]): readonly (number | boolean)[] =>
  dtype === 'bool' ? numbers.map(Boolean) : numbers;

/** The leaf that an input describes. */
export function buildLeaf(torch: Torch, input: EncodedInput): TensorLike {
  const data = input.pattern
    ? valuesOf(input.pattern, sizeOf(input.shape))
    : dataOf(input.dtype, input.data.map(decodeNumber));
  // A clone owns its memory: what reshape gives is a view, and in-place rules treat views apart.
  const leaf = torch.tensor(data, { dtype: input.dtype }).reshape(input.shape).clone();
  return input.grad ? leaf.requiresGrad_(true) : leaf;
}

/** The leaf, seen through the input's views. */
export function buildView(torch: Torch, input: EncodedInput, leaf: TensorLike): TensorLike {
  let seen = leaf;
  for (const [name, ...args] of input.view ?? []) {
    seen =
      name === 'slice' ? sliced(torch, seen, args) : (callMethod(seen, name, args) as TensorLike);
  }
  return seen;
}

function sliced(torch: Torch, tensor: TensorLike, args: readonly unknown[]): TensorLike {
  const [dim, start, stop, step] = args as [number, number | null, number | null, number];
  const before = Array.from({ length: dim }, () => torch.slice());
  return tensor.index(...before, torch.slice(start, stop, step));
}

/** Calls the method `name` of `target`, saying so when there is none. */
export function callMethod(target: unknown, name: string, args: readonly unknown[]): unknown {
  return callNamed(target as Readonly<Record<string, unknown>>, name, args, 'a method');
}

/** Calls `owner[name](...args)`, saying so when there is no such function. */
export function callNamed(
  owner: Readonly<Record<string, unknown>>,
  name: string,
  args: readonly unknown[],
  kind: string,
): unknown {
  const callee = owner[name];
  if (typeof callee !== 'function') throw new Error(`there is no ${name} as ${kind}`);
  return callee.apply(owner, args);
}

/** The value that an encoded argument stands for. */
export function decodeArgument(
  torch: Torch,
  registers: readonly unknown[],
  encoded: unknown,
): unknown {
  if (Array.isArray(encoded)) return encoded.map((item) => decodeArgument(torch, registers, item));
  if (typeof encoded !== 'object' || encoded === null) return encoded;
  if ('t' in encoded) return registers[encoded.t as number];
  if ('number' in encoded) return decodeNumber(encoded.number as EncodedNumber);
  if ('record' in encoded) return decodeRecord(torch, registers, encoded.record as object);
  if (!('slice' in encoded)) throw new Error(`unknown argument ${JSON.stringify(encoded)}`);
  const [start, stop, step] = encoded.slice as [number | null, number | null, number | null];
  return torch.slice(start, stop, step ?? undefined);
}

/** An object of encoded arguments, such as the options of a call. */
export function decodeRecord(
  torch: Torch,
  registers: readonly unknown[],
  encoded: object,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(encoded);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, decodeArgument(torch, registers, value)]),
  );
}
