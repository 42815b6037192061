import { fromTypedArray, type Tensor } from '@chainrule/tensor';

/** The only element of a tensor, from whichever device it is on. */
export async function readNumber(x: Tensor): Promise<number> {
  return (await x.data())[0] as number;
}

/** A copy of the elements of a tensor, from whichever device it is on. */
export async function numbersOf(x: Tensor): Promise<Float32Array> {
  return Float32Array.from(await x.data());
}

/** The rows of a matrix, and how it prints. A device that only answers later prints a copy of it. */
export async function showMatrix(x: Tensor): Promise<{ rows: number[][]; printed: string }> {
  const canReadNow = x.storage.device.readNow !== undefined;
  const here = canReadNow ? x : fromTypedArray(await x.data(), x.shape, x.dtype, { device: 'cpu' });
  return { rows: here.toArray() as number[][], printed: here.toString() };
}
