import { type DType, Generator, slice, type Tensor, tensor } from '@chainrule/tensor';

/** The same tensor on the CPU and on a device, with the same layout. */
export interface Twin {
  readonly cpu: Tensor;
  readonly gpu: Tensor;
}

/** Draws shapes, layouts and elements for tests; the same each time. */
export class Draws {
  private readonly generator = new Generator();

  constructor(seed: number) {
    this.generator.manualSeed(seed);
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  uniform(): number {
    return this.generator.random() / 2 ** 32;
  }

  shape(maxRank = 4, maxLength = 5): number[] {
    return Array.from({ length: this.below(maxRank + 1) }, () => 1 + this.below(maxLength));
  }

  /** A shape that stretches to `shape`. */
  narrowed(shape: readonly number[]): number[] {
    const kept = shape.slice(this.below(3) === 0 ? this.below(shape.length + 1) : 0);
    return kept.map((length) => (this.below(4) === 0 ? 1 : length));
  }

  /** A view of `shape` into a larger tensor: transposed, cut, and with steps, as it comes. */
  twin(shape: readonly number[], dtype: DType, device: string, value: () => number): Twin {
    const order = [...shape.keys()].sort(() => this.uniform() - 0.5);
    const cuts = order.map((dim) => {
      const [start, step] = [this.below(3), 1 + this.below(2)];
      const length = shape[dim] as number;
      return { start, step, whole: start + length * step + this.below(2), length };
    });
    const plain = this.below(2) === 0;
    const wholes = plain ? shape : cuts.map(({ whole }) => whole);
    const count = wholes.reduce((all, length) => all * length, 1);
    const base = tensor(Array.from({ length: count }, value), { dtype }).reshape(wholes);
    const view = (x: Tensor): Tensor => {
      if (plain || shape.length === 0) return x;
      const parts = cuts.map(({ start, step, length }) =>
        slice(start, start + length * step, step),
      );
      return x.index(...parts).permute([...shape.keys()].map((dim) => order.indexOf(dim)));
    };
    return { cpu: view(base), gpu: view(base.to(device as 'webgpu')) };
  }
}
