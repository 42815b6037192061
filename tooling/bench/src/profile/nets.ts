import { BCELoss, CrossEntropyLoss, type Module, Sigmoid } from '@chainrule/nn';
import { Adam, type Optimizer, SGD } from '@chainrule/optim';
import { manualSeed, rand, randint, type Storage, type Tensor, tensor } from '@chainrule/tensor';
import { buildNet, type NetShape } from '../nets.ts';

const SHAPES: Readonly<Record<string, NetShape>> = {
  '2-1': { widths: [2, 1] },
  '2-2-1': { widths: [2, 2, 1] },
  '2-10-10-10-1': { widths: [2, 10, 10, 10, 1] },
  '784-32-32-10': { widths: [784, 32, 32, 10] },
  '784-32-32-10-batchnorm': { widths: [784, 32, 32, 10], batchnorm: true },
  '784-512-512-512-512-10-dropout': { widths: [784, 512, 512, 512, 512, 10], dropout: 0.3 },
};

/** The names of the nets that can be profiled. */
export const netNames: readonly string[] = Object.keys(SHAPES);

const BATCH = 100;

/** A net with its data, one step of which is looked into. */
export class Training {
  readonly x: Tensor;
  readonly y: Tensor;
  private readonly model: Module<[Tensor]>;
  private readonly criterion: Module<[Tensor, Tensor]>;
  private readonly optimizer: Optimizer<object>;
  private optimizing = false;

  constructor(name: string) {
    manualSeed(777);
    const shape = SHAPES[name]!;
    if (shape.widths[0] === 2) {
      this.model = buildNet(shape, 'sigmoid', new Sigmoid());
      this.criterion = new BCELoss();
      this.optimizer = new SGD(this.model.parameters(), { lr: 1 });
      this.x = tensor([
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ]);
      this.y = tensor([[0], [1], [1], [0]]);
    } else {
      this.model = buildNet(shape, 'relu');
      this.criterion = new CrossEntropyLoss();
      this.optimizer = new Adam(this.model.parameters(), { lr: 1e-3 });
      this.x = rand(BATCH, shape.widths[0]!);
      this.y = randint(10, [BATCH]);
    }
  }

  /** Whether the optimizer is at work at this moment. */
  get isOptimizing(): boolean {
    return this.optimizing;
  }

  readonly step = (x: Tensor, y: Tensor): Tensor => {
    this.optimizer.zeroGrad();
    const loss = this.criterion(this.model(x), y);
    loss.backward();
    this.optimizing = true;
    this.optimizer.step();
    this.optimizing = false;
    return loss;
  };

  /** Where parameters and what the optimizer remembers of them are kept. */
  optimized(): Set<Storage> {
    const states = [...this.optimizer.state.values()].flatMap((state) => Object.values(state));
    const tensors = [...this.model.parameters(), ...states].filter(
      (each): each is Tensor => typeof each === 'object' && each !== null && 'storage' in each,
    );
    return new Set(tensors.map(({ storage }) => storage));
  }
}
