/** brain.js on the CPU: squared errors, and an update after each sample rather than each batch. */
import { readFileSync } from 'node:fs';
import brain from 'brain.js';

const manifest = new URL('node_modules/brain.js/package.json', import.meta.url);
export const version = JSON.parse(readFileSync(manifest, 'utf8')).version;

export const xorDiffers = 'squared error, an update a sample';
export const mnistDiffers = 'sigmoids, squared error, an update a sample';

/** It refuses 0 for either of these, and a learning rate of 1. */
const NEVER = 1e-12;

function netOf({ layers }, options) {
  const net = new brain.NeuralNetwork({
    inputSize: layers[0].inputs,
    hiddenLayers: layers.slice(0, -1).map(({ outputs }) => outputs),
    outputSize: layers[layers.length - 1].outputs,
    activation: 'sigmoid',
    errorThresh: NEVER,
    momentum: NEVER,
    ...options,
  });
  net.initialize();
  for (const [place, { weight, bias, inputs, outputs }] of layers.entries()) {
    for (let output = 0; output < outputs; output++) {
      net.weights[place + 1][output].set(weight.subarray(output * inputs, (output + 1) * inputs));
    }
    net.biases[place + 1].set(bias);
  }
  return net;
}

export function xor({ samples, targets, lr, ...work }, steps) {
  const net = netOf(work, { learningRate: Math.min(lr, 0.99) });
  const data = Array.from(targets, (target, sample) => ({
    input: Array.from(samples.subarray(2 * sample, 2 * sample + 2)),
    output: [target],
  }));
  return net.train(data, { iterations: steps, errorCheckInterval: steps }).error;
}

export function mnist({ batches, lr, dropout, batchnorm, ...work }) {
  if (batchnorm || dropout > 0) return undefined;
  const net = netOf(work, { praxis: 'adam', learningRate: lr });
  const data = batches.map(({ images, labels }) => {
    const size = images.length / labels.length;
    return Array.from(labels, (label, sample) => ({
      input: images.slice(sample * size, (sample + 1) * size),
      output: Array.from({ length: 10 }, (_, digit) => (digit === label ? 1 : 0)),
    }));
  });
  let error;
  return {
    step(batch) {
      error = net.train(data[batch], { iterations: 1, errorCheckInterval: 1 }).error;
    },
    loss: () => error,
  };
}
