import { ArgumentError } from '@chainrule/tensor';

/** The functions that have a recommended gain, as PyTorch names them. */
export type Nonlinearity =
  | 'linear'
  | 'conv1d'
  | 'conv2d'
  | 'conv3d'
  | 'conv_transpose1d'
  | 'conv_transpose2d'
  | 'conv_transpose3d'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leaky_relu'
  | 'selu';

const gains: { readonly [N in Nonlinearity]: (negativeSlope: number) => number } = {
  linear: () => 1,
  conv1d: () => 1,
  conv2d: () => 1,
  conv3d: () => 1,
  conv_transpose1d: () => 1,
  conv_transpose2d: () => 1,
  conv_transpose3d: () => 1,
  sigmoid: () => 1,
  tanh: () => 5 / 3,
  relu: () => Math.sqrt(2),
  leaky_relu: (negativeSlope) => Math.sqrt(2 / (1 + negativeSlope ** 2)),
  selu: () => 3 / 4,
};

/**
 * By how much weights are scaled up so that values keep their spread through a nonlinearity.
 *
 * @param nonlinearity - the function that follows the layer.
 * @param param - the negative slope of `leaky_relu`. Default 0.01.
 * @example
 * ```ts
 * calculateGain('relu'); // 1.4142135623730951
 * calculateGain('leaky_relu', 0.2); // 1.3867504905630728
 * ```
 * @throws {ArgumentError} for a function that has none.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.calculate_gain
 */
export function calculateGain(nonlinearity: Nonlinearity, param = 0.01): number {
  if (!Object.hasOwn(gains, nonlinearity)) {
    throw new ArgumentError(
      `no gain is known for ${JSON.stringify(nonlinearity)}; they are ${Object.keys(gains).join(', ')}`,
    );
  }
  if (typeof param !== 'number') {
    throw new ArgumentError(`the negative slope of leaky_relu is a number; got ${typeof param}`);
  }
  return gains[nonlinearity](param);
}
