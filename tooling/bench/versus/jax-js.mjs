/** jax-js on WebAssembly, the whole step in one `jit`. It brings no optimizer, so Adam is as in optax. */
import { readFileSync } from 'node:fs';
import {
  blockUntilReady,
  init,
  jit,
  nn,
  numpy as np,
  random,
  tree,
  valueAndGrad,
} from '@jax-js/jax';

// It asks a browser's navigator for WebGPU.
globalThis.navigator ??= {};
await init('wasm');

const manifest = new URL('node_modules/@jax-js/jax/package.json', import.meta.url);
export const version = JSON.parse(readFileSync(manifest, 'utf8')).version;

function parametersOf({ layers, batchnorm = false }) {
  return layers.map(({ weight, bias, inputs, outputs }, place) => {
    const layer = {
      weight: np.array(weight).reshape([outputs, inputs]).transpose(),
      bias: np.array(bias),
    };
    if (!batchnorm || place === layers.length - 1) return layer;
    return { ...layer, gamma: np.ones([outputs]), beta: np.zeros([outputs]) };
  });
}

function xorCost(layers, x, y) {
  for (const [place, { weight, bias }] of layers.entries()) {
    x = np.dot(place === 0 ? x : nn.sigmoid(x), weight).add(bias);
  }
  const one = nn.logSigmoid(x.ref).mul(y.ref);
  return one
    .add(nn.logSigmoid(x.neg()).mul(np.subtract(1, y)))
    .mean()
    .neg();
}

const xorStep = jit((layers, x, y, lr) => {
  const [cost, gradients] = valueAndGrad(xorCost)(tree.ref(layers), x, y);
  const next = tree.map((each, gradient) => each.sub(gradient.mul(lr.ref)), layers, gradients);
  lr.dispose();
  return [next, cost];
});

export async function xor({ samples, targets, lr, ...net }, steps) {
  let layers = parametersOf(net);
  const x = np.array(samples).reshape([4, 2]);
  const y = np.array(targets).reshape([4, 1]);
  const rate = np.array(lr);
  let cost = null;
  for (let done = 0; done < steps; done++) {
    cost?.dispose();
    [layers, cost] = xorStep(layers, x.ref, y.ref, rate.ref);
    // As it recommends: the time that a step takes grows with how many are waiting.
    await blockUntilReady([layers, cost]);
  }
  const last = cost.js();
  tree.dispose([layers, x, y, rate]);
  return last;
}

function normalize(x, { gamma, beta }, running) {
  const count = x.shape[0];
  const mean = x.ref.mean(0);
  const centered = x.sub(mean.ref);
  const variance = np.square(centered.ref).mean(0);
  const unbiased = variance.ref.mul(count / (count - 1));
  const kept = {
    mean: running.mean.mul(0.9).add(mean.mul(0.1)),
    variance: running.variance.mul(0.9).add(unbiased.mul(0.1)),
  };
  const scale = gamma.div(np.sqrt(variance.add(1e-5)));
  return [centered.mul(scale).add(beta), kept];
}

/** The mean cross entropy, and the running statistics as they are after it. */
function mnistCost(layers, running, key, x, y, { batchnorm, dropout }) {
  const kept = [];
  const keys = dropout > 0 ? random.split(key.ref, layers.length) : null;
  key.dispose();
  for (const [place, layer] of layers.entries()) {
    x = np.dot(x, layer.weight).add(layer.bias);
    if (place === layers.length - 1) break;
    if (batchnorm) {
      const [normal, statistics] = normalize(x, layer, running[place]);
      x = normal;
      kept.push(statistics);
    }
    x = nn.relu(x);
    if (keys !== null) {
      const keep = random.bernoulli(keys.ref.slice(place), 1 - dropout, x.shape);
      x = np.where(keep, x.mul(1 / (1 - dropout)), 0);
    }
  }
  keys?.dispose();
  const cost = nn.logSoftmax(x).mul(y).sum(-1).mean().neg();
  return [cost, kept];
}

function adam(each, gradient, first, second, lr, correction1, correction2) {
  const m = first.mul(0.9).add(gradient.ref.mul(0.1));
  const v = second.mul(0.999).add(np.square(gradient).mul(0.001));
  const divisor = np.sqrt(v.ref.div(correction2)).add(1e-8);
  return [each.sub(m.ref.div(correction1).mul(lr).div(divisor)), m, v];
}

function mnistStep({ lr, ...options }) {
  return jit((state, x, y) => {
    const { layers, running, firsts, seconds, key, count } = state;
    const keys = random.split(key, 2);
    const [next, now] = [keys.ref.slice(0), keys.slice(1)];
    const costOf = (parameters, statistics) =>
      mnistCost(parameters, statistics, now, x, y, options);
    const [[cost, kept], gradients] = valueAndGrad(costOf, { hasAux: true })(
      tree.ref(layers),
      running,
    );
    const steps = count.add(1);
    const correction1 = np.subtract(1, np.power(0.9, steps.ref));
    const correction2 = np.subtract(1, np.power(0.999, steps.ref));
    const [parameters, structure] = tree.flatten(layers);
    const [gradient, first, second] = [gradients, firsts, seconds].map((each) => tree.leaves(each));
    const updated = parameters.map((each, place) =>
      adam(
        each,
        gradient[place],
        first[place],
        second[place],
        lr,
        correction1.ref,
        correction2.ref,
      ),
    );
    tree.dispose([correction1, correction2]);
    const [layersThen, firstsThen, secondsThen] = [0, 1, 2].map((part) =>
      tree.unflatten(
        structure,
        updated.map((each) => each[part]),
      ),
    );
    return [
      {
        layers: layersThen,
        running: kept,
        firsts: firstsThen,
        seconds: secondsThen,
        key: next,
        count: steps,
      },
      cost,
    ];
  });
}

export function mnist({ batches, lr, dropout, batchnorm, ...net }) {
  const layers = parametersOf({ ...net, batchnorm });
  const zerosLike = (each) => np.zeros(each.shape);
  const hidden = net.layers.slice(0, -1);
  let state = {
    layers,
    running: batchnorm
      ? hidden.map(({ outputs }) => ({ mean: np.zeros([outputs]), variance: np.ones([outputs]) }))
      : [],
    firsts: tree.map(zerosLike, layers),
    seconds: tree.map(zerosLike, layers),
    key: random.key(777),
    count: np.array(0),
  };
  const data = batches.map(({ images, labels }) => ({
    x: np.array(images).reshape([labels.length, images.length / labels.length]),
    y: nn.oneHot(np.array(labels, { dtype: np.int32 }), 10),
  }));
  const step = mnistStep({ lr, dropout, batchnorm });
  let cost = null;
  return {
    async step(batch) {
      const { x, y } = data[batch];
      cost?.dispose();
      [state, cost] = step(state, x.ref, y.ref);
      await blockUntilReady([state, cost]);
    },
    loss: () => cost.ref.js(),
  };
}
