import { noGrad } from '@chainrule/autograd';
import {
  add,
  div,
  empty,
  log,
  manualSeed,
  matmul,
  mean,
  sub,
  type Tensor,
  transpose,
} from '@chainrule/tensor';
import { beginTraining, keepCheckpoint } from './checkpoints.ts';
import { defineExperiment } from './experiment.ts';
import { choice, learningRate, seed, steps } from './parameters.ts';
import { mlpBackprop as recorded } from './recorded/mlp-backprop.ts';
import { STEPS_BETWEEN_PRINTS, surfaceOf, xorData } from './xor-net.ts';

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

function initialWeights(init: 'normal' | 'zeros'): Weights {
  const make = (...shape: number[]): Tensor => {
    const weight = empty(shape);
    return init === 'zeros' ? weight.zero_() : weight.normal_(0, SMALL_STD);
  };
  return { w1: make(2, 2), b1: make(2), w2: make(2, 1), b2: make(1) };
}

function forward(
  x: Tensor,
  { w1, b1, w2, b2 }: Weights,
): Record<'l1' | 'a1' | 'l2' | 'yPred', Tensor> {
  const l1 = add(matmul(x, w1), b1);
  const a1 = sigmoid(l1);
  const l2 = add(matmul(a1, w2), b2);
  return { l1, a1, l2, yPred: sigmoid(l2) };
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
    manualSeed(settings.seed);
    const weights = initialWeights(settings.init);
    const { done, extra } = await beginTraining(context, {
      models: {
        'mlp-backprop': {
          stateDict: () => ({ ...weights }),
          loadStateDict: (state) => Object.assign(weights, state),
        },
      },
      optimizers: {},
    });
    const models = [{ name: 'mlp-backprop', parameterCount: 9 }];
    const { device } = context;
    yield { type: 'start', experiment: 'mlp-backprop', settings, device, models };

    const { x, y } = xorData();
    const step = (): BackpropStep => {
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

      // Weight update
      weights.w1 = weights.w1.sub(dW1.mul(learningRate));
      weights.b1 = weights.b1.sub(mean(dB1, 0).mul(learningRate));
      weights.w2 = weights.w2.sub(dW2.mul(learningRate));
      weights.b2 = weights.b2.sub(mean(dB2, 0).mul(learningRate));
      return { yPred, cost };
    };

    // Set by the first step, or before it where the run goes on from a later one.
    let last = extra as BackpropStep;
    for (let number = done; number < settings.steps; number++) {
      last = noGrad(step);
      if (number % STEPS_BETWEEN_PRINTS === 0) {
        yield { type: 'step', step: number, cost: last.cost.item() };
      }
      if (context.checkpoints !== undefined) {
        await keepCheckpoint(context, settings.steps, { done: number + 1, extra: { ...last } });
      }
    }

    yield surfaceOf('mlp-backprop', (inputs) => forward(inputs, weights).yPred);
    yield {
      type: 'result',
      experiment: 'mlp-backprop',
      seconds: (performance.now() - started) / 1000,
      models: [{ model: 'mlp-backprop', loss: last.cost.item() }],
      hypothesis: last.yPred.toArray() as number[][],
      printed: last.yPred.toString(),
    };
  },
});
