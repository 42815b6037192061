import { ArgumentError, type DType, type Tensor } from '@chainrule/tensor';
import { Module } from '../module.ts';
import type { Parameter } from '../parameter.ts';
import { describeParameter, parameterOf } from './parameter-entry.ts';

// Here PyTorch prints its tensor types by their older names.
const typeNames: { readonly [D in DType]: string } = {
  float32: 'torch.FloatTensor',
  float64: 'torch.DoubleTensor',
  int32: 'torch.IntTensor',
  uint8: 'torch.ByteTensor',
  bool: 'torch.BoolTensor',
};

/**
 * Parameters by name, in the order they were added; tensors that are none become parameters.
 *
 * @example
 * ```ts
 * const choices = new ParameterDict({ left: zeros(3), right: ones(3) });
 * choices.get('left');
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.ParameterDict.html
 */
export class ParameterDict extends Module<never, never> {
  readonly #entries = new Map<string, Parameter>();

  constructor(values: Readonly<Record<string, Tensor>> = {}) {
    super();
    this.update(values);
  }

  override members(): Iterable<readonly [string, unknown]> {
    return this.#entries;
  }

  protected override setMember(name: string, value: unknown): void {
    this.#entries.set(name, parameterOf(value));
  }

  /** @throws {ArgumentError} always. */
  override forward(): never {
    throw new ArgumentError('a ParameterDict cannot be called');
  }

  /** How many parameters there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** Whether there is a parameter of that name. */
  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The parameter of a name, or `undefined`. */
  get(name: string): Parameter | undefined {
    return this.#entries.get(name);
  }

  /** Adds a parameter, in the place of one of the same name, and returns this. */
  set(name: string, value: Tensor): this {
    this.registerParameter(name, parameterOf(value));
    return this;
  }

  /** Adds every parameter of an object, and returns this. */
  update(values: Readonly<Record<string, Tensor>>): this {
    for (const [name, value] of Object.entries(values)) this.set(name, value);
    return this;
  }

  /** Takes the parameter of a name out, and returns it; `undefined` when there is none. */
  pop(name: string): Parameter | undefined {
    const entry = this.#entries.get(name);
    this.#entries.delete(name);
    return entry;
  }

  /** Takes every parameter out. */
  clear(): void {
    this.#entries.clear();
  }

  /** The names, in order. */
  keys(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /** The parameters, in order. */
  values(): IterableIterator<Parameter> {
    return this.#entries.values();
  }

  /** Names and parameters, in order. */
  [Symbol.iterator](): IterableIterator<[string, Parameter]> {
    return this.#entries.entries();
  }

  override extraRepr(): string {
    return [...this.#entries]
      .map(([key, entry]) => describeParameter(key, typeNames[entry.dtype], entry))
      .join('\n');
  }
}
