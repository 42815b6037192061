/** An IDX file of bytes, as MNIST's files are: its element at a place is `valueAt(place)`. */
export function idx(shape: readonly number[], valueAt: (place: number) => number): Uint8Array {
  const header = 4 + 4 * shape.length;
  const size = shape.reduce((product, length) => product * length, 1);
  const bytes = new Uint8Array(header + size);
  for (let place = 0; place < size; place++) bytes[header + place] = valueAt(place);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0800 + shape.length);
  for (const [dim, length] of shape.entries()) view.setUint32(4 + 4 * dim, length);
  return bytes;
}
