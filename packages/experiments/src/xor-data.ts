import { type DeviceType, type Tensor, tensor } from '@chainrule/tensor';

/** The four inputs of XOR, `(4, 2)`, and its answers, `(4, 1)`. */
export function xorData(device: DeviceType = 'cpu'): { x: Tensor; y: Tensor } {
  const inputs = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  return { x: tensor(inputs, { device }), y: tensor([[0], [1], [1], [0]], { device }) };
}
