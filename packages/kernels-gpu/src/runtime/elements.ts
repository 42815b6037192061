import type { TypedArray } from '@chainrule/tensor';
import type { ElementKind } from '../compiler/source.ts';

/** Elements as the floats of a texture: integers as two halves of 16 bits each. */
export function toFloats(kind: ElementKind, data: TypedArray, floats: Float32Array): void {
  if (kind !== 'int') {
    floats.set(data);
    return;
  }
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    floats[2 * i] = value & 0xffff;
    floats[2 * i + 1] = value >> 16;
  }
}

/** The elements that {@link toFloats} wrote. */
export function fromFloats(kind: ElementKind, floats: Float32Array, length: number): TypedArray {
  if (kind === 'float') return floats.slice(0, length);
  if (kind === 'byte') return Uint8Array.from(floats.subarray(0, length));
  const integers = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    integers[i] = (floats[2 * i] as number) + (floats[2 * i + 1] as number) * 65536;
  }
  return integers;
}
