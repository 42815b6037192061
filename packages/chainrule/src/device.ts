import { type DeviceType, getDevice } from '@chainrule/tensor';

/**
 * The device of that name, as `to`, layers and factory functions take it.
 *
 * @throws {DeviceError} when no loaded package brings it.
 *
 * @example
 * ```ts
 * import * as torch from 'chainrule';
 *
 * const device = torch.device('cpu');
 * torch.zeros([2], { device }).to(device).device; // 'cpu'
 * torch.device('cuda'); // throws DeviceError: device 'cuda' is not loaded; here there is cpu...
 * ```
 * @see https://pytorch.org/docs/stable/tensor_attributes.html#torch.device
 */
export function device(name: DeviceType | (string & {})): DeviceType {
  return getDevice(name as DeviceType).type;
}
