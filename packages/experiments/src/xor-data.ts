import { type Tensor, tensor } from '@chainrule/tensor';

/** The four inputs of XOR, `(4, 2)`, and its answers, `(4, 1)`. */
export function xorData(): { x: Tensor; y: Tensor } {
  return {
    x: tensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]),
    y: tensor([[0], [1], [1], [0]]),
  };
}
