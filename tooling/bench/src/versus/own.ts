import { noGrad } from '@chainrule/autograd';
import { compile } from '@chainrule/compile';
import {
  BCELoss,
  CrossEntropyLoss,
  Linear,
  type Module,
  type Sequential,
  Sigmoid,
} from '@chainrule/nn';
import { Adam, SGD } from '@chainrule/optim';
import { type Tensor, tensor } from '@chainrule/tensor';
import { buildNet } from '../nets.ts';
import type { Library } from './library.ts';
import type { Work } from './work.ts';

function netOf(work: Work, activation: 'relu' | 'sigmoid', ...last: Module[]): Sequential {
  const net = buildNet(work, activation, ...last);
  const linears = [...net].filter((layer) => layer instanceof Linear);
  noGrad(() => {
    for (const [place, { weight, bias }] of linears.entries()) {
      const start = work.layers[place]!;
      weight.copy_(tensor(start.weight).view(...weight.shape));
      bias?.copy_(tensor(start.bias));
    }
  });
  return net;
}

function xorStep(work: Work & { kind: 'xor' }): () => Tensor {
  const model = netOf(work, 'sigmoid', new Sigmoid());
  const criterion = new BCELoss();
  const optimizer = new SGD(model.parameters(), { lr: work.lr });
  const [x, y] = [tensor(work.samples).view(4, 2), tensor(work.targets).view(4, 1)];
  return () => {
    optimizer.zeroGrad();
    const cost = criterion(model(x), y);
    cost.backward();
    optimizer.step();
    return cost;
  };
}

/** Chainrule, its steps run one operation after the other, or compiled. */
export function own(compiles: boolean): Library {
  return {
    version: 'from source',
    xor(work, steps) {
      const step = xorStep(work);
      if (compiles && steps > 1) {
        const compiled = compile(step);
        compiled();
        return compiled.run(steps - 1).item();
      }
      for (let done = 1; done < steps; done++) step();
      return step().item();
    },
    mnist(work) {
      const model = netOf(work, 'relu');
      const criterion = new CrossEntropyLoss();
      const optimizer = new Adam(model.parameters(), { lr: work.lr });
      const plain = (x: Tensor, y: Tensor): Tensor => {
        optimizer.zeroGrad();
        const cost = criterion(model(x), y);
        cost.backward();
        optimizer.step();
        return cost;
      };
      const step = compiles ? compile(plain) : plain;
      const data = work.batches.map(({ images, labels }) => ({
        x: tensor(images).view(labels.length, -1),
        y: tensor(labels),
      }));
      let cost: Tensor | undefined;
      return {
        step(batch) {
          const { x, y } = data[batch]!;
          cost = step(x, y);
        },
        loss: () => cost!.item(),
      };
    },
  };
}
