import { noGrad } from '@chainrule/autograd';
import { Linear, type Module, type Sequential } from '@chainrule/nn';
import { ArgumentError, type Tensor } from '@chainrule/tensor';
import { numbersOf } from './reading.ts';

/** The numbers of one linear layer, as they are at this moment. */
export interface LayerState {
  readonly inputs: number;
  readonly outputs: number;
  /** `(outputs, inputs)`, row by row: a row is what one unit weighs its inputs with. */
  readonly weight: Float32Array;
  /** `(outputs)`. */
  readonly bias: Float32Array;
  /** How the cost of the last step changes with each weight; absent before the first step. */
  readonly weightGradient?: Float32Array;
  /** How the cost of the last step changes with each bias; absent before the first step. */
  readonly biasGradient?: Float32Array;
}

/** A net laid open, layer by layer, for a host that draws it; reading waits where the device does. */
export interface Inspection {
  /** The numbers of each layer, first to last: copies, which the training leaves alone. */
  layers(): Promise<LayerState[]>;
  /**
   * What each layer answers, after its activation function and in evaluation mode.
   *
   * @param inputs - `(N, features)`, on any device.
   * @returns a tensor `(N, units)` for each layer.
   */
  activations(inputs: Tensor): Tensor[];
}

/**
 * Lays a net open whose layers are linear ones, each with what follows it up to the next.
 *
 * @throws {ArgumentError} The net does not begin with a linear layer.
 *
 * @example
 * ```ts
 * const net = new Sequential(new Linear(2, 3), new Sigmoid(), new Linear(3, 1), new Sigmoid());
 * inspectSequential(net).activations(zeros(4, 2)).map(({ shape }) => shape); // [[4, 3], [4, 1]]
 * ```
 */
export function inspectSequential(net: Sequential): Inspection {
  const linears = [...net].filter((module) => module instanceof Linear);
  if (!(net.at(0) instanceof Linear)) {
    throw new ArgumentError('a net to look into begins with a Linear layer; this one does not');
  }
  return {
    layers: () => Promise.all(linears.map(layerState)),
    activations: (inputs) => inEvaluation(net, () => outputsOf(net, linears, inputs)),
  };
}

/** What goes into each layer after the first, and what comes out in the end. */
function outputsOf(net: Sequential, linears: readonly Linear[], inputs: Tensor): Tensor[] {
  const outputs: Tensor[] = [];
  const removals = linears.slice(1).map((linear) =>
    linear.registerForwardPreHook((_, [output]) => {
      outputs.push(output as Tensor);
      return undefined;
    }),
  );
  try {
    outputs.push(net(inputs.to(linears[0]!.weight.device)));
  } finally {
    for (const remove of removals) remove();
  }
  return outputs;
}

/** Runs `look` in evaluation mode and without gradients, and puts back the mode that the net was in. */
function inEvaluation<Result>(net: Module, look: () => Result): Result {
  const { training } = net;
  net.eval();
  try {
    return noGrad(look);
  } finally {
    net.train(training);
  }
}

async function layerState({ weight, bias }: Linear): Promise<LayerState> {
  const [outputs, inputs] = weight.shape as [number, number];
  return {
    inputs,
    outputs,
    weight: await numbersOf(weight),
    bias: bias === null ? new Float32Array(outputs) : await numbersOf(bias),
    ...(weight.grad && { weightGradient: await numbersOf(weight.grad) }),
    ...(bias?.grad && { biasGradient: await numbersOf(bias.grad) }),
  };
}
