/** js-pytorch on the CPU. It has no sigmoid, BCE or SGD; those are written with its own operations. */
import { readFileSync } from 'node:fs';
import { torch } from 'js-pytorch';

const { nn, optim } = torch;
const manifest = new URL('node_modules/js-pytorch/package.json', import.meta.url);
export const version = JSON.parse(readFileSync(manifest, 'utf8')).version;

const rowsOf = (values, rows, columns) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );

function linearOf({ weight, bias, inputs, outputs }) {
  const linear = new nn.Linear(inputs, outputs);
  linear.W._data = Array.from({ length: inputs }, (_, input) =>
    Array.from({ length: outputs }, (_, output) => weight[output * inputs + input]),
  );
  linear.b._data = Array.from(bias);
  return linear;
}

function sigmoid(x) {
  const e = torch.exp(x.neg());
  return torch.ones(e.shape).div(e.add(1));
}

function meanBinaryCrossEntropy(p, y) {
  const one = torch.log(p).mul(y);
  const zero = torch.log(p.neg().add(1)).mul(y.neg().add(1));
  return one.add(zero).sum(-1).sum(-1).neg().div(y.shape[0]);
}

/** The number in a tensor of one, which it keeps as an array or not. */
const numberIn = (tensor) => [tensor._data].flat(Number.POSITIVE_INFINITY)[0];

export function xor({ samples, targets, lr, layers }, steps) {
  const linears = layers.map(linearOf);
  const x = torch.tensor(rowsOf(samples, 4, 2));
  const y = torch.tensor(rowsOf(targets, 4, 1));
  const parameters = linears.flatMap((linear) => linear.parameters());
  let cost;
  for (let done = 0; done < steps; done++) {
    cost = meanBinaryCrossEntropy(
      linears.reduce((z, linear) => sigmoid(linear.forward(z)), x),
      y,
    );
    cost.backward();
    // As its Adam changes parameters.
    for (const parameter of parameters) {
      parameter._data = parameter.add(parameter._grad.mul(-lr))._data;
      parameter.zero_grad();
    }
  }
  return numberIn(cost);
}

/** Its Adam has no bias correction, its ReLU a slope of 0.001 below 0. */
export const mnistDiffers = 'Adam without bias correction, leaky ReLU';

export function mnist({ batches, lr, dropout, batchnorm, layers }) {
  if (batchnorm) return undefined;
  class Net extends nn.Module {
    constructor() {
      super();
      for (const [place, layer] of layers.entries()) this[`linear${place}`] = linearOf(layer);
      this.relu = new nn.ReLU();
      this.dropout = new nn.Dropout(dropout);
    }

    forward(x) {
      for (let place = 0; place < layers.length; place++) {
        x = this[`linear${place}`].forward(x);
        if (place === layers.length - 1) break;
        x = this.relu.forward(x);
        if (dropout > 0) x = this.dropout.forward(x);
      }
      return x;
    }
  }
  const net = new Net();
  const criterion = new nn.CrossEntropyLoss();
  const optimizer = new optim.Adam(net.parameters(), lr, 0, [0.9, 0.999], 1e-8);
  const data = batches.map(({ images, labels }) => ({
    x: torch.tensor(rowsOf(images, labels.length, images.length / labels.length)),
    y: torch.tensor(Array.from(labels)),
  }));
  let cost;
  return {
    step(batch) {
      const { x, y } = data[batch];
      cost = criterion.forward(net.forward(x), y);
      cost.backward();
      optimizer.step();
      optimizer.zero_grad();
    },
    loss: () => numberIn(cost),
  };
}
