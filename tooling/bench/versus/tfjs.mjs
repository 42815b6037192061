/** TensorFlow.js on its WebAssembly backend, with the core API, which its layers are built on. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

await tf.setBackend('wasm');

export const version = tf.version.tfjs;

function layersOf({ layers, batchnorm = false }) {
  return layers.map(({ weight, bias, inputs, outputs }, place) => {
    const kernel = tf.tidy(() => tf.tensor2d(weight, [outputs, inputs]).transpose());
    const layer = { weight: tf.variable(kernel), bias: tf.variable(tf.tensor1d(bias)) };
    kernel.dispose();
    if (!batchnorm || place === layers.length - 1) return layer;
    return {
      ...layer,
      gamma: tf.variable(tf.ones([outputs])),
      beta: tf.variable(tf.zeros([outputs])),
      runningMean: tf.variable(tf.zeros([outputs]), false),
      runningVariance: tf.variable(tf.ones([outputs]), false),
    };
  });
}

function normalize(x, { gamma, beta, runningMean, runningVariance }) {
  const { mean, variance } = tf.moments(x, 0);
  const count = x.shape[0];
  runningMean.assign(runningMean.mul(0.9).add(mean.mul(0.1)));
  runningVariance.assign(runningVariance.mul(0.9).add(variance.mul((0.1 * count) / (count - 1))));
  return tf.batchNorm(x, mean, variance, beta, gamma, 1e-5);
}

/** A training that keeps nothing but the loss of its last step. */
function training(step) {
  let cost = null;
  return {
    step(batch) {
      cost?.dispose();
      cost = tf.tidy(() => step(batch));
    },
    loss: () => cost.dataSync()[0],
    dispose: () => cost?.dispose(),
  };
}

export function xor({ samples, targets, ...net }, steps) {
  const layers = layersOf(net);
  const x = tf.tensor2d(samples, [4, 2]);
  const y = tf.tensor2d(targets, [4, 1]);
  const optimizer = tf.train.sgd(net.lr);
  const cost = () => {
    let z = x;
    for (const [place, { weight, bias }] of layers.entries()) {
      z = tf.matMul(place === 0 ? z : tf.sigmoid(z), weight).add(bias);
    }
    return tf.losses.sigmoidCrossEntropy(y, z);
  };
  const { step, loss, dispose } = training(() => optimizer.minimize(cost, true));
  for (let done = 0; done < steps; done++) step();
  const last = loss();
  dispose();
  tf.dispose([layers, x, y]);
  optimizer.dispose();
  return last;
}

export function mnist({ batches, lr, dropout, ...net }) {
  const layers = layersOf(net);
  const optimizer = tf.train.adam(lr, 0.9, 0.999, 1e-8);
  const data = batches.map(({ images, labels }) => ({
    x: tf.tensor2d(images, [labels.length, images.length / labels.length]),
    y: tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), 10).toFloat()),
  }));
  const forward = (x) => {
    for (const [place, layer] of layers.entries()) {
      x = tf.matMul(x, layer.weight).add(layer.bias);
      if (place === layers.length - 1) break;
      if (layer.gamma) x = normalize(x, layer);
      x = tf.relu(x);
      if (dropout > 0) x = tf.dropout(x, dropout);
    }
    return x;
  };
  return training((batch) => {
    const { x, y } = data[batch];
    return optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, forward(x)), true);
  });
}
