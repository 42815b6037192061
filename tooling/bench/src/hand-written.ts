/** A linear layer and the sigmoid after it, as arrays: what starts a training by hand. */
export interface HandLayer {
  /** `(outputs, inputs)`, row after row. */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

const SAMPLES = 4;
const X = new Float32Array([0, 0, 0, 1, 1, 0, 1, 1]);
const Y = new Float32Array([0, 1, 1, 0]);

/** What a layer writes at every step. */
class Buffers {
  readonly output: Float32Array;
  /** Of the loss, with respect to what goes into the sigmoid. */
  readonly gradient: Float32Array;

  constructor(outputs: number) {
    this.output = new Float32Array(SAMPLES * outputs);
    this.gradient = new Float32Array(SAMPLES * outputs);
  }
}

function forward({ weight, bias }: HandLayer, input: Float32Array, output: Float32Array): void {
  const inputs = weight.length / bias.length;
  const outputs = bias.length;
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (let unit = 0; unit < outputs; unit++) {
      let sum = bias[unit]!;
      for (let i = 0; i < inputs; i++) {
        sum += weight[unit * inputs + i]! * input[sample * inputs + i]!;
      }
      output[sample * outputs + unit] = 1 / (1 + Math.exp(-sum));
    }
  }
}

/** From the gradient of a layer to that of the one before, whose output was its input. */
function backward(
  { weight, bias }: HandLayer,
  gradient: Float32Array,
  input: Float32Array,
  inputGradient: Float32Array,
): void {
  const inputs = weight.length / bias.length;
  const outputs = bias.length;
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let unit = 0; unit < outputs; unit++) {
        sum += gradient[sample * outputs + unit]! * weight[unit * inputs + i]!;
      }
      const output = input[sample * inputs + i]!;
      inputGradient[sample * inputs + i] = sum * output * (1 - output);
    }
  }
}

/** Steps down along the gradient, with a learning rate of 1. */
function descend({ weight, bias }: HandLayer, gradient: Float32Array, input: Float32Array): void {
  const inputs = weight.length / bias.length;
  const outputs = bias.length;
  for (let unit = 0; unit < outputs; unit++) {
    for (let sample = 0; sample < SAMPLES; sample++) {
      const own = gradient[sample * outputs + unit]!;
      bias[unit]! -= own;
      for (let i = 0; i < inputs; i++) {
        weight[unit * inputs + i]! -= own * input[sample * inputs + i]!;
      }
    }
  }
}

/** The mean cross entropy of the last outputs; their gradient goes to `gradient`. */
function loss(output: Float32Array, gradient: Float32Array): number {
  let cost = 0;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const probability = output[sample]!;
    const target = Y[sample]!;
    cost -= (target * Math.log(probability) + (1 - target) * Math.log(1 - probability)) / SAMPLES;
    gradient[sample] = (probability - target) / SAMPLES;
  }
  return cost;
}

/**
 * Trains a net of sigmoids on XOR in plain JavaScript, with nothing between the arithmetic: what a
 * general program can be held to. The layers are changed.
 *
 * @returns the cost before the last step.
 */
export function trainByHand(layers: readonly HandLayer[], steps: number): number {
  const buffers = layers.map(({ bias }) => new Buffers(bias.length));
  const last = layers.length - 1;
  let cost = 0;
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i <= last; i++) {
      forward(layers[i]!, i === 0 ? X : buffers[i - 1]!.output, buffers[i]!.output);
    }
    cost = loss(buffers[last]!.output, buffers[last]!.gradient);
    for (let i = last; i > 0; i--) {
      const before = buffers[i - 1]!;
      backward(layers[i]!, buffers[i]!.gradient, before.output, before.gradient);
    }
    for (let i = 0; i <= last; i++) {
      descend(layers[i]!, buffers[i]!.gradient, i === 0 ? X : buffers[i - 1]!.output);
    }
  }
  return cost;
}
