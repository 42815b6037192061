import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { numbers } from '../../src/gpu/contestant.ts';

const backends = { webgl2: 'webgl', webgpu: 'webgpu', headlessgl: null };

async function computed(x) {
  const one = tf.tidy(() => x.reshape([-1]).slice(0, 1));
  await one.data();
  one.dispose();
}

function repeated(once, inputs) {
  return {
    async run(times) {
      let last = once();
      for (let time = 1; time < times; time++) {
        last.dispose();
        last = once();
      }
      await computed(last);
      last.dispose();
    },
    end: () => tf.dispose([...inputs]),
  };
}

/** TensorFlow.js, whose optimizer takes the loss as a function. */
export const tfjs = {
  name: 'TensorFlow.js',
  version: tf.version.tfjs,
  async start(device) {
    const backend = backends[device];
    if (backend === null) return false;
    const isThere = await tf.setBackend(backend).catch(() => false);
    await tf.ready();
    return isThere && tf.getBackend() === backend;
  },
  product(side) {
    const make = () => tf.tensor2d(numbers(side * side), [side, side]);
    const [a, b] = [make(), make()];
    return repeated(() => tf.matMul(a, b), [a, b]);
  },
  sum(length) {
    const [a, b] = [tf.tensor1d(numbers(length)), tf.tensor1d(numbers(length))];
    return repeated(() => tf.add(a, b), [a, b]);
  },
  step() {
    const layer = (inputs, outputs) => [
      tf.variable(tf.randomUniform([inputs, outputs], -0.1, 0.1)),
      tf.variable(tf.zeros([outputs])),
    ];
    const [w1, b1, w2, b2, w3, b3] = [...layer(784, 32), ...layer(32, 32), ...layer(32, 10)];
    const x = tf.tensor2d(numbers(78_400), [100, 784]);
    const y = tf.oneHot(tf.randomUniform([100], 0, 10, 'int32'), 10);
    const optimizer = tf.train.sgd(0.01);
    const cost = () => {
      const hidden = tf.relu(tf.add(tf.matMul(x, w1), b1));
      const second = tf.relu(tf.add(tf.matMul(hidden, w2), b2));
      const logits = tf.add(tf.matMul(second, w3), b3);
      return tf.losses.softmaxCrossEntropy(y, logits);
    };
    return repeated(
      () => tf.tidy(() => optimizer.minimize(cost, true)),
      [x, y, w1, b1, w2, b2, w3, b3],
    );
  },
};
