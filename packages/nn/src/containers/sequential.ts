import { ArgumentError, type Tensor } from '@chainrule/tensor';
import { Module } from '../module.ts';

/** What a {@link Sequential} is made of: modules that each take a tensor and give one. */
export type Layer = Module;

/**
 * Modules one after the other, each fed what the one before gives.
 *
 * @example
 * ```ts
 * const model = new Sequential(new Linear(2, 10), new Sigmoid(), new Linear(10, 1), new Sigmoid());
 * model(zeros(4, 2)).shape; // [4, 1]
 *
 * const named = new Sequential({ hidden: new Linear(2, 10), activation: new Sigmoid() });
 * named.get('hidden');
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Sequential.html
 */
export class Sequential extends Module {
  readonly #layers = new Map<string, Layer>();

  /** Takes the layers in order, or one object of them by name. */
  constructor(...layers: readonly Layer[] | readonly [Readonly<Record<string, Layer>>]) {
    super();
    const [first] = layers;
    const byName = layers.length === 1 && first !== undefined && !(first instanceof Module);
    this.addAll(Object.entries(byName ? first : layers));
  }

  override members(): Iterable<readonly [string, unknown]> {
    return this.#layers;
  }

  protected override setMember(name: string, layer: unknown): void {
    if (this.#layers.has(name)) {
      throw new ArgumentError(`Sequential has a layer '${name}' already; choose another name`);
    }
    if (layer === null) throw new ArgumentError(`layer '${name}' of Sequential cannot be null`);
    this.#layers.set(name, layer as Layer);
  }

  private addAll(layers: Iterable<readonly [string, Layer]>): this {
    for (const [name, layer] of layers) this.addModule(name, layer);
    return this;
  }

  override forward(x: Tensor): Tensor {
    let output = x;
    for (const layer of this.#layers.values()) output = layer(output);
    return output;
  }

  /** How many layers there are. */
  override get length(): number {
    return this.#layers.size;
  }

  /** The layer at a position, counted from the end when negative, or `undefined`. */
  at(index: number): Layer | undefined {
    return [...this.#layers.values()].at(index);
  }

  /** The layer of a name, or `undefined`. */
  get(name: string): Layer | undefined {
    return this.#layers.get(name);
  }

  /**
   * Puts another layer at a position, counted from the end when negative, and returns this.
   *
   * @throws {ArgumentError} when the position is out of range.
   */
  set(index: number, layer: Layer): this {
    const name = [...this.#layers.keys()].at(index);
    if (name === undefined) {
      throw new ArgumentError(
        `Sequential has ${this.length} layers; index ${index} is out of range`,
      );
    }
    this.#layers.set(name, layer);
    return this;
  }

  /** Adds a layer at the end and returns this. */
  append(layer: Layer): this {
    this.addModule(String(this.length), layer);
    return this;
  }

  /** Adds layers at the end and returns this. */
  extend(layers: Iterable<Layer>): this {
    for (const layer of layers) this.append(layer);
    return this;
  }

  /** The layers from `start` up to, not including, `end`, in a Sequential of their own. */
  slice(start?: number, end?: number): Sequential {
    return new Sequential().addAll([...this.#layers].slice(start, end));
  }

  [Symbol.iterator](): IterableIterator<Layer> {
    return this.#layers.values();
  }
}
