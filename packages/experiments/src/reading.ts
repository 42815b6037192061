import { formatTensor, type Tensor } from '@chainrule/tensor';

/** The number in a tensor with one element, on any device. */
export async function numberIn(tensor: Tensor): Promise<number> {
  return (await tensor.data())[0] as number;
}

/** A matrix `(N, M)` on any device as rows of numbers. */
export async function rowsOf(matrix: Tensor): Promise<number[][]> {
  const data = Array.from(await matrix.data());
  const [rows, columns] = matrix.shape as readonly [number, number];
  return Array.from({ length: rows }, (_, row) => data.slice(row * columns, (row + 1) * columns));
}

/** What Python prints for a tensor on any device. */
export async function printed(tensor: Tensor): Promise<string> {
  const { shape, dtype, device, requiresGrad, gradFn } = tensor;
  const data = await tensor.data();
  return formatTensor({
    shape,
    dtype,
    data,
    device,
    requiresGrad,
    ...(gradFn !== null && { gradFn: gradFn.name }),
  });
}

/** A copy of the elements of a tensor on any device. */
export async function numbersOf(tensor: Tensor): Promise<Float32Array> {
  return Float32Array.from(await tensor.data());
}
