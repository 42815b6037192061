import { compile } from '@chainrule/compile';
import { headlessgl, webgl2, webgpu } from '@chainrule/kernels-gpu';
import { functional, Linear, ReLU, Sequential } from '@chainrule/nn';
import { SGD } from '@chainrule/optim';
import { fromTypedArray, randint, type Tensor, tidy } from '@chainrule/tensor';
import { type Contestant, type GpuName, numbers, type Task } from './contestant.ts';

const openers = { webgl2, webgpu, headlessgl };
let device: GpuName;

function onDevice(length: number, shape: readonly number[]): Tensor {
  return fromTypedArray(numbers(length), shape, 'float32').to(device);
}

/** Waits for a tensor by reading one element of it. */
async function computed(x: Tensor): Promise<void> {
  const one = x.reshape(-1).narrow(0, 0, 1).clone();
  await one.data();
  one.dispose();
}

function repeated(once: () => Tensor, inputs: readonly Tensor[]): Task {
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
    end() {
      for (const input of inputs) input.dispose();
    },
  };
}

/** Ours, with steps as they are written or compiled. */
export function ours(isCompiled: boolean): Contestant {
  return {
    name: isCompiled ? 'Chainrule' : 'Chainrule, eager',
    version: '',
    async start(name) {
      device = name;
      await openers[name]();
      return true;
    },
    product(side) {
      const [a, b] = [onDevice(side * side, [side, side]), onDevice(side * side, [side, side])];
      return repeated(() => a.matmul(b), [a, b]);
    },
    sum(length) {
      const [a, b] = [onDevice(length, [length]), onDevice(length, [length])];
      return repeated(() => a.add(b), [a, b]);
    },
    step() {
      const model = new Sequential(
        new Linear(784, 32),
        new ReLU(),
        new Linear(32, 32),
        new ReLU(),
        new Linear(32, 10),
      ).to(device);
      const optimizer = new SGD(model.parameters(), { lr: 0.01 });
      const x = onDevice(78_400, [100, 784]);
      const y = randint(0, 10, [100], { dtype: 'int32' }).to(device);
      const step = (): Tensor => {
        optimizer.zeroGrad();
        const cost = functional.crossEntropy(model(x), y);
        cost.backward();
        optimizer.step();
        return cost;
      };
      const once = isCompiled ? compile(step) : (): Tensor => tidy(step);
      return repeated(once, [x, y]);
    },
  };
}
