import { noGrad } from '@chainrule/autograd';
import {
  ArgumentError,
  add,
  type DeviceType,
  div,
  empty,
  formatShape,
  log,
  manualSeed,
  matmul,
  mean,
  shapesEqual,
  sub,
  Tensor,
  transpose,
} from '@chainrule/tensor';
import { beginTraining } from './checkpoints.ts';
import { defineExperiment } from './experiment.ts';
import type { Inspection, LayerState } from './inspection.ts';
import { countParameters } from './models.ts';
import { choice, learningRate, seed, steps } from './parameters.ts';
import { numberIn, numbersOf, printed, rowsOf } from './reading.ts';
import { mlpBackprop as recorded } from './recorded/mlp-backprop.ts';
import { takeSteps } from './stepping.ts';
import { surfaceOf } from './surface.ts';
import { xorData } from './xor-data.ts';

const parameters = {
  steps: steps(10_001),
  lr: learningRate(3e-2),
  seed: seed(),
  init: choice(
    'small normal weights, or the zeros that the notebook in effect began with',
    ['normal', 'zeros'],
    'normal',
  ),
};

// Memory as PyTorch found it, in the notebook's run, held numbers next to zero.
const SMALL_STD = 0.01;

function sigmoid(x: Tensor): Tensor {
  return div(1, add(1, x.neg().exp()));
}

/** The slope of the logistic function. */
function sigmoidPrime(x: Tensor): Tensor {
  return sigmoid(x).mul(sub(1, sigmoid(x)));
}

interface Weights {
  w1: Tensor;
  b1: Tensor;
  w2: Tensor;
  b2: Tensor;
}

interface BackpropStep {
  readonly yPred: Tensor;
  readonly cost: Tensor;
}

function initialWeights(init: 'normal' | 'zeros', device: DeviceType): Weights {
  const make = (...shape: number[]): Tensor => {
    const weight = empty(shape);
    return (init === 'zeros' ? weight.zero_() : weight.normal_(0, SMALL_STD)).to(device);
  };
  return { w1: make(2, 2), b1: make(2), w2: make(2, 1), b2: make(1) };
}

/** Takes over weights of the same shapes; all of them or none. */
function loadWeights(weights: Weights, state: unknown): void {
  const given = state as Partial<Weights>;
  const pairs = Object.entries(weights).map(([name, weight]: [string, Tensor]) => {
    const value = given[name as keyof Weights];
    if (value instanceof Tensor && shapesEqual(value.shape, weight.shape)) return { weight, value };
    throw new ArgumentError(
      `mlp-backprop takes ${name} of shape ${formatShape(weight.shape)}; ` +
        `got ${value instanceof Tensor ? formatShape(value.shape) : 'none'}`,
    );
  });
  for (const { weight, value } of pairs) weight.copy_(value);
}

// #region forward
function forward(
  x: Tensor,
  { w1, b1, w2, b2 }: Weights,
): Record<'l1' | 'a1' | 'l2' | 'yPred', Tensor> {
  const l1 = add(matmul(x, w1), b1);
  const a1 = sigmoid(l1);
  const l2 = add(matmul(a1, w2), b2);
  return { l1, a1, l2, yPred: sigmoid(l2) };
}
// #endregion forward

interface Backprop extends BackpropStep {
  readonly dW1: Tensor;
  /** `(samples, units)`, as the notebook keeps it: its mean over the samples moves the bias. */
  readonly dB1: Tensor;
  readonly dW2: Tensor;
  readonly dB2: Tensor;
}

// #region backprop
/** The chain rule, written out. */
function backprop(x: Tensor, y: Tensor, weights: Weights): Backprop {
  const { l1, a1, l2, yPred } = forward(x, weights);
  const cost = mean(y.mul(log(yPred)).add(sub(1, y).mul(log(sub(1, yPred))))).neg();

  // The derivative of the loss
  const dYPred = yPred.sub(y).div(yPred.mul(sub(1, yPred)).add(1e-7));

  // Layer 2
  const dL2 = dYPred.mul(sigmoidPrime(l2));
  const dB2 = dL2;
  const dW2 = matmul(transpose(a1, 0, 1), dB2);

  // Layer 1
  const dA1 = matmul(dB2, transpose(weights.w2, 0, 1));
  const dL1 = dA1.mul(sigmoidPrime(l1));
  const dB1 = dL1;
  const dW1 = matmul(transpose(x, 0, 1), dB1);
  return { yPred, cost, dW1, dB1, dW2, dB2 };
}
// #endregion backprop

/** The two layers laid open; their weights lie with a column for each unit, not a row. */
function inspect(weights: Weights, device: DeviceType): Inspection {
  const { x, y } = xorData(device);
  const layer = async (w: Tensor, b: Tensor, dW: Tensor, dB: Tensor): Promise<LayerState> => ({
    inputs: w.shape[0] as number,
    outputs: w.shape[1] as number,
    weight: await numbersOf(w.t()),
    bias: await numbersOf(b),
    weightGradient: await numbersOf(dW.t()),
    biasGradient: await numbersOf(mean(dB, 0)),
  });
  return {
    layers: () => {
      const { w1, b1, w2, b2 } = weights;
      const { dW1, dB1, dW2, dB2 } = noGrad(() => backprop(x, y, weights));
      return Promise.all([layer(w1, b1, dW1, dB1), layer(w2, b2, dW2, dB2)]);
    },
    activations: (inputs) =>
      noGrad(() => {
        const { a1, yPred } = forward(inputs.to(device), weights);
        return [a1, yPred];
      }),
  };
}

/** Two layers trained without autograd: every derivative by hand, as the notebook takes them. */
export const mlpBackprop = defineExperiment({
  id: 'mlp-backprop',
  title: 'Backpropagation by hand',
  summary:
    'Two layers, and the chain rule written out with tensor operations alone. From weights next to ' +
    'zero the hidden units stay alike, so nothing is learnt.',
  section: 'Multi Layer Perceptron: Backpropagation',
  parameters,
  recorded,
  async *run(settings, context) {
    const started = performance.now();
    const learningRate = settings.lr;
    const { device } = context;
    manualSeed(settings.seed);
    const weights = initialWeights(settings.init, device);
    const inspection = inspect(weights, device);
    const start = await beginTraining(context, {
      models: {
        'mlp-backprop': {
          stateDict: () => ({ ...weights }),
          loadStateDict: (state) => loadWeights(weights, state),
        },
      },
      optimizers: {},
      inspections: { 'mlp-backprop': inspection },
    });
    const parameterCount = countParameters({ parameters: () => Object.values(weights) });
    const models = [{ name: 'mlp-backprop', parameterCount }];
    yield { type: 'start', experiment: 'mlp-backprop', settings, device, models };

    const { x, y } = xorData(device);
    // #region step
    const step = (): BackpropStep => {
      const { yPred, cost, dW1, dB1, dW2, dB2 } = backprop(x, y, weights);

      // Weight update
      weights.w1.sub_(dW1.mul(learningRate));
      weights.b1.sub_(mean(dB1, 0).mul(learningRate));
      weights.w2.sub_(dW2.mul(learningRate));
      weights.b2.sub_(mean(dB2, 0).mul(learningRate));
      return { yPred, cost };
    };
    // #endregion step

    const steps = takeSteps(() => noGrad(step), settings.steps, context, start);
    let told = await steps.next();
    for (; !told.done; told = await steps.next()) {
      const { number, result } = told.value;
      yield { type: 'step', step: number, cost: await numberIn(result.cost) };
    }
    const last = told.value;

    yield await surfaceOf('mlp-backprop', inspection);
    yield {
      type: 'result',
      experiment: 'mlp-backprop',
      seconds: (performance.now() - started) / 1000,
      models: [{ model: 'mlp-backprop', loss: await numberIn(last.cost) }],
      hypothesis: await rowsOf(last.yPred),
      printed: await printed(last.yPred),
    };
  },
});
