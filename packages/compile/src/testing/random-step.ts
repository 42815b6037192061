import { noGrad } from '@chainrule/autograd';
import {
  addmm,
  broadcastShapes,
  cat,
  Generator,
  rand,
  type Shape,
  shapesEqual,
  stack,
  type Tensor,
  tensor,
  where,
} from '@chainrule/tensor';

/** A step made up at random, with the tensors that it keeps between calls. */
export interface RandomStep {
  readonly step: (x: Tensor, y: Tensor) => Tensor[];
  /** Parameters and buffers; parameters have gradients. */
  readonly state: readonly Tensor[];
}

type Choose = (count: number) => number;

/** Whole numbers below `count`, the same ones for the same seed. */
function chooser(seed: number): Choose {
  const generator = new Generator().manualSeed(seed);
  return (count) => generator.random() % count;
}

const shapes: readonly Shape[] = [[4, 3], [3], [4, 1], [1, 3], [], [4, 3], [3, 4]];

function fits(a: Tensor, b: Tensor): boolean {
  for (let fromEnd = 1; fromEnd <= Math.min(a.ndim, b.ndim); fromEnd++) {
    const [left, right] = [a.shape[a.ndim - fromEnd], b.shape[b.ndim - fromEnd]];
    if (left !== right && left !== 1 && right !== 1) return false;
  }
  return true;
}

function stretchesTo(x: Tensor, target: Tensor): boolean {
  return fits(x, target) && shapesEqual(broadcastShapes(x.shape, target.shape), target.shape);
}

const maps: readonly ((x: Tensor) => Tensor)[] = [
  (x) => x.tanh(),
  (x) => x.sigmoid(),
  (x) => x.neg(),
  (x) => x.abs(),
  (x) => x.relu(),
  (x) => x.mul(0.5),
  (x) => x.add(1).sub(0.25),
  (x) => x.mul(x).add(1).sqrt(),
  (x) => x.mul(x).add(1).log(),
  (x) => x.clamp(-0.5, 0.5).exp(),
  (x) => x.sin(),
  (x) => x.clone(),
  (x) => x.double().cos().float(),
  // In place on what was made on the way, gradients included.
  (x) => x.mul(1.5).tanh_(),
  (x) => x.clone().add_(x, { alpha: 0.5 }),
  (x) => {
    const copy = x.mul(0.5);
    if (x.ndim > 0) copy.narrow(0, 0, 1).sigmoid_();
    return copy;
  },
];

const zips: readonly ((a: Tensor, b: Tensor) => Tensor)[] = [
  (a, b) => a.add(b),
  (a, b) => a.sub(b),
  (a, b) => a.mul(b),
  (a, b) => a.div(b.abs().add(1)),
  (a, b) => a.maximum(b),
  (a, b) => where(a.gt(b), a, b.mul(0.5)),
  (a, b) => a.eq(b).float().add(a),
];

const folds: readonly ((x: Tensor, dim: number) => Tensor)[] = [
  (x, dim) => x.sum(dim),
  (x, dim) => x.mean(dim, true),
  (x) => x.sum(),
  (x, dim) => x.amax(dim),
  (x, dim) => x.softmax(dim),
  (x, dim) => x.logSoftmax(dim),
  (x, dim) => x.cumsum(dim),
  (x, dim) => x.amin(dim, true),
  (x, dim) => x.prod(dim),
  (x) => x.mul(x).add(0.5).norm(),
  (x, dim) => x.argmax(dim).float(),
  (x, dim) => x.gather(dim, x.argmax(dim, true)),
];

const views: readonly ((x: Tensor, dim: number) => Tensor)[] = [
  (x) => x.t(),
  (x, dim) => x.narrow(dim, 0, Math.max((x.shape[dim] as number) - 1, 1)),
  (x, dim) => x.select(dim, 0),
  (x) => x.reshape(-1),
  (x, dim) => x.flip(dim),
  (x) => x.expand(2, ...x.shape).select(0, 1),
  (x) => x.unsqueeze(1).squeeze(1).permute(1, 0),
  (x, dim) => x.indexSelect(dim, tensor([0, 0], { dtype: 'int32' })),
];

const products: readonly [(x: Tensor) => Tensor, ...((x: Tensor) => Tensor)[]] = [
  (x) => x.matmul(x.t()),
  (x) => x.matmul(x.t().contiguous()),
  (x) => x.t().matmul(x).mul(0.25),
  (x) => addmm(x.select(1, 0), x, x.t()),
  (x) =>
    stack([x, x.mul(0.5)])
      .matmul(x.t())
      .sum(0),
  (x) => x.matmul(x.select(0, 0)),
];

const changes: readonly ((x: Tensor, y: Tensor) => Tensor)[] = [
  (x) => x.mul_(0.5),
  (x) => x.tanh_(),
  (x, y) => (stretchesTo(y, x) ? x.add_(y) : x.neg_()),
  (x) => x.zero_(),
  (x) => (x.ndim === 2 && x.shape[0] === x.shape[1] ? x.copy_(x.t()) : x.copy_(x.mul(0.9))),
  (x) => x.bernoulli_(0.5),
  (x) => x.uniform_(-1, 1),
  // Through a view of what is kept.
  (x, y) => (x.ndim > 0 ? x.select(0, 0).mul_(0.5) : x.add_(y.sum())),
  (x) => (x.ndim === 2 ? x.t().narrow(0, 0, 1).sub_(0.25) : x.neg_()),
];

/**
 * A step of some ten operations on its arguments and state: elementwise, reductions, products, views,
 * changes in place, draws. Every other one computes gradients and descends along them.
 */
export function randomStep(seed: number): RandomStep {
  const start = chooser(seed);
  const generator = new Generator().manualSeed(seed);
  const hasGradients = seed % 2 === 0;
  const make = (requiresGrad: boolean): Tensor =>
    rand(shapes[start(shapes.length)] as Shape, { generator, requiresGrad });
  const parameters = [make(hasGradients), make(hasGradients)];
  const buffers = [make(false), make(false)];
  const zeroesFirst = start(3) > 0;
  const operations = 4 + start(9);

  const step = (x: Tensor, y: Tensor): Tensor[] => {
    const choose = chooser(seed + 1);
    if (hasGradients && zeroesFirst) for (const parameter of parameters) parameter.grad = null;
    // What is changed in place must not be what gradients need.
    const known = [x, y, ...parameters, ...buffers.map((b) => (hasGradients ? b.clone() : b))];
    const pick = (): Tensor => known[choose(known.length)] as Tensor;
    for (let operation = 0; operation < operations; operation++) {
      const made = operate(choose, pick, hasGradients ? buffers : known.slice(4));
      if (made.numel() <= 64) known.push(made);
    }
    const results = known.slice(6);
    if (hasGradients) {
      const cost = known.map((each) => each.tanh().mean()).reduce((sum, each) => sum.add(each));
      cost.backward();
      noGrad(() => {
        for (const parameter of parameters) {
          if (parameter.grad !== null) parameter.sub_(parameter.grad, { alpha: 0.1 });
        }
      });
      results.push(cost);
    }
    return results;
  };
  return { step, state: [...parameters, ...buffers] };
}

function operate(choose: Choose, pick: () => Tensor, changeable: readonly Tensor[]): Tensor {
  const kind = choose(6);
  const x = pick();
  if (kind === 0) return (maps[choose(maps.length)] as (x: Tensor) => Tensor)(x);
  if (kind === 1) {
    const zip = zips[choose(zips.length)] as (a: Tensor, b: Tensor) => Tensor;
    const y = pick();
    return fits(x, y) ? zip(x, y) : zip(x, x);
  }
  if (kind === 2 && x.ndim > 0) {
    return (folds[choose(folds.length)] as (x: Tensor, dim: number) => Tensor)(x, choose(x.ndim));
  }
  if (kind === 3 && x.ndim === 2)
    return (products[choose(products.length)] as (typeof products)[0])(x);
  if (kind === 4 && x.ndim === 2) {
    return (views[choose(views.length)] as (x: Tensor, dim: number) => Tensor)(x, choose(2));
  }
  if (kind === 5 && changeable.length > 0) {
    const target = changeable[choose(changeable.length)] as Tensor;
    const y = pick();
    noGrad(() => (changes[choose(changes.length)] as (x: Tensor, y: Tensor) => Tensor)(target, y));
    return target.clone();
  }
  return x.ndim === 0 ? x.mul(0.75) : cat([x, x], choose(x.ndim)).mul(0.75);
}
