import { type Device, getDevice } from '../device.ts';
import { allocateArray, type DType } from '../dtype.ts';
import { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { feed } from '../tracing.ts';

/**
 * A scalar for a number that changes from step to step without a change in what is computed, such as
 * a learning rate on a schedule. A recorded program reads the number anew before each run. On the CPU
 * unless said otherwise, as scalars there go along with tensors on any device.
 *
 * @example
 * ```ts
 * parameter.sub_(step.mul(hostScalar(() => group.lr, parameter.dtype)));
 * ```
 */
export function hostScalar(
  read: () => number,
  dtype: DType,
  device: Device = getDevice('cpu'),
): Tensor {
  const data = allocateArray(dtype, 1);
  data[0] = read();
  const scalar = new Tensor(new Storage(device, dtype, 1, device.upload(dtype, data)), [], [], 0);
  feed(scalar, read);
  return scalar;
}
