import { nameGradient } from '../autograd-slot.ts';
import { type Device, type DeviceType, getDevice } from '../device.ts';
import { apply } from '../dispatch.ts';
import { checkDType, type DType } from '../dtype.ts';
import type { Tensor } from '../tensor.ts';
import { cast } from './operand.ts';

/** What `to` takes: a dtype, a device, or both by name. */
export type Destination =
  | DType
  | DeviceType
  | { readonly dtype?: DType; readonly device?: DeviceType | Device };

const deviceTypes: readonly string[] = [
  'cpu',
  'webgl2',
  'headlessgl',
  'webgpu',
] satisfies DeviceType[];

/**
 * The tensor in another dtype, or on another device; itself when nothing changes. Gradients flow
 * back through both.
 *
 * @example
 * ```ts
 * tensor([1.7]).to('int32'); // tensor([1], dtype=torch.int32)
 * ```
 * @throws {DTypeError} for a dtype that does not exist.
 * @throws {DeviceError} for a device that is not there, or one that cannot be read at once.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.to.html
 */
export function to(x: Tensor, destination: Destination): Tensor {
  if (typeof destination === 'string') {
    if (deviceTypes.includes(destination)) return moveTo(x, getDevice(destination as DeviceType));
    return cast(x, checkDType(destination));
  }
  const { dtype, device } = destination;
  const converted = dtype === undefined ? x : cast(x, checkDType(dtype));
  return device === undefined ? converted : moveTo(converted, getDevice(device));
}

function moveTo(x: Tensor, device: Device): Tensor {
  if (x.storage.device === device) return x;
  return nameGradient(apply('transfer', [x], { device }), 'ToCopyBackward0');
}

/** The tensor in float32. */
export function float(x: Tensor): Tensor {
  return cast(x, 'float32');
}

/** The tensor in float64. */
export function double(x: Tensor): Tensor {
  return cast(x, 'float64');
}

/** The tensor in int32, fractions cut off. */
export function int(x: Tensor): Tensor {
  return cast(x, 'int32');
}

/** The tensor in int32, which stands for PyTorch's int64 as the dtype of classes and indices. */
export function long(x: Tensor): Tensor {
  return cast(x, 'int32');
}

/** The tensor in uint8, numbers beyond 0 to 255 wrapped. */
export function byte(x: Tensor): Tensor {
  return cast(x, 'uint8');
}

/** Whether each element is nonzero, as bool. */
export function bool(x: Tensor): Tensor {
  return cast(x, 'bool');
}
