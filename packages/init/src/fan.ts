import { ArgumentError, formatShape, ShapeError, type Tensor } from '@chainrule/tensor';

/** Which side of a layer keeps its variance: the forward pass or the backward pass. */
export type FanMode = 'fan_in' | 'fan_out';

/**
 * How many inputs each output of a weight sums over, and how many outputs each input feeds:
 * `(out, in, ...kernel) -> [in * kernel, out * kernel]`.
 *
 * @example
 * ```ts
 * calculateFanInAndFanOut(zeros(16, 3, 5, 5)); // [75, 400]
 * ```
 * @throws {ShapeError} for fewer than 2 dims.
 */
export function calculateFanInAndFanOut(tensor: Tensor): [fanIn: number, fanOut: number] {
  const [outputs, inputs, ...kernel] = tensor.shape;
  if (outputs === undefined || inputs === undefined) {
    throw new ShapeError(
      `fan in and fan out take a tensor of 2 dims or more; got shape ${formatShape(tensor.shape)}`,
    );
  }
  const receptiveField = kernel.reduce((product, length) => product * length, 1);
  return [inputs * receptiveField, outputs * receptiveField];
}

/** The fan that `mode` names. */
export function calculateCorrectFan(tensor: Tensor, mode: FanMode): number {
  if (mode !== 'fan_in' && mode !== 'fan_out') {
    throw new ArgumentError(`mode is 'fan_in' or 'fan_out'; got ${JSON.stringify(mode)}`);
  }
  const [fanIn, fanOut] = calculateFanInAndFanOut(tensor);
  return mode === 'fan_in' ? fanIn : fanOut;
}
