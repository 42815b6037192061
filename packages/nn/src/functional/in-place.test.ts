import { type Tensor, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import * as functional from './index.ts';

type InPlace = (x: Tensor, options: { readonly inplace: boolean }) => Tensor;

const { celu, elu, hardsigmoid, hardswish, hardtanh, leakyRelu, mish, relu, relu6, selu, silu } =
  functional;
const activations = {
  celu,
  elu,
  hardsigmoid,
  hardswish,
  hardtanh,
  leakyRelu,
  mish,
  relu,
  relu6,
  selu,
  silu,
};

it.each(Object.entries(activations) as [string, InPlace][])(
  '%s in place writes over its input, with the same gradient',
  (_, activation) => {
    const values = [-4, -1, -0.5, 0.5, 2, 7];
    const [x, y] = [tensor(values, { requiresGrad: true }), tensor(values, { requiresGrad: true })];
    const expected = activation(x, { inplace: false });
    const overwritten = y.mul(1);
    expect(activation(overwritten, { inplace: true })).toBe(overwritten);
    expect(overwritten).toBeAllclose(expected);
    expected.pow(2).sum().backward();
    overwritten.pow(2).sum().backward();
    expect(y.grad).toBeAllclose(x.grad);

    const plain = tensor(values);
    activation(plain, { inplace: true });
    expect(plain).toBeAllclose(expected);
  },
);
