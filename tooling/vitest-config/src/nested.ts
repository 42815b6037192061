/** Numbers laid out in row-major order, with the shape they had. */
export interface FlatArray {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

interface TensorLike {
  readonly shape: readonly number[];
  toArray(): unknown;
}

function isTensorLike(value: unknown): value is TensorLike {
  if (typeof value !== 'object' || value === null) return false;
  return 'shape' in value && 'toArray' in value && typeof value.toArray === 'function';
}

function isTypedArray(value: unknown): value is ArrayLike<number> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) && !isBigIntArray(value);
}

function isBigIntArray(value: ArrayBufferView): boolean {
  return value instanceof BigInt64Array || value instanceof BigUint64Array;
}

function isArray(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || isTypedArray(value);
}

/** The shape that the first elements say; {@link collect} holds the others to it. */
function shapeOf(value: unknown): number[] {
  if (!isArray(value)) return [];
  return value.length === 0 ? [0] : [value.length, ...shapeOf(value[0])];
}

function collect(value: unknown, shape: readonly number[], path: string, into: number[]): void {
  const [length, ...rest] = shape;
  if (length === undefined) {
    if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw new TypeError(`toBeAllclose compares numbers; got ${describeKind(value)}${path}`);
    }
    into.push(Number(value));
    return;
  }
  if (!isArray(value) || value.length !== length) {
    throw new TypeError(
      `toBeAllclose needs even nesting; expected an array of length ${length}${path}, got ${describeKind(value)}`,
    );
  }
  for (let index = 0; index < length; index++) {
    collect(value[index], rest, path === '' ? ` at [${index}]` : `${path}[${index}]`, into);
  }
}

function describeKind(value: unknown): string {
  if (isArray(value)) return `an array of length ${value.length}`;
  return value === null ? 'null' : typeof value;
}

/**
 * Lays out a number, a nested array, a typed array or a tensor as one flat array.
 *
 * @throws {TypeError} when the nesting is ragged, or a leaf is not a number or a boolean.
 */
export function flatten(value: unknown): FlatArray {
  const nested = isTensorLike(value) ? value.toArray() : value;
  const shape = isTensorLike(value) ? [...value.shape] : shapeOf(nested);
  const values: number[] = [];
  // Nested arrays cannot say the dims that come after a zero, so there is nothing to walk.
  if (!shape.includes(0)) collect(nested, shape, '', values);
  return { shape, values };
}
