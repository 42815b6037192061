import { decodeNumber, type EncodedInput, type EncodedNumber } from './fixture.ts';
import type { TensorLike, Torch } from './torch.ts';

/** The leaf that an input describes. */
export function buildLeaf(torch: Torch, input: EncodedInput): TensorLike {
  const numbers = input.data.map(decodeNumber);
  const data = input.dtype === 'bool' ? numbers.map(Boolean) : numbers;
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
  if (!('slice' in encoded)) throw new Error(`unknown argument ${JSON.stringify(encoded)}`);
  const [start, stop, step] = encoded.slice as [number | null, number | null, number | null];
  return torch.slice(start, stop, step ?? undefined);
}
