import { ArgumentError, type Tensor } from '@chainrule/tensor';
import { Module } from '../module.ts';
import type { Parameter } from '../parameter.ts';
import { describeParameter, parameterOf } from './parameter-entry.ts';

/**
 * A list of parameters; tensors that are none become parameters.
 *
 * @example
 * ```ts
 * class Polynomial extends Module {
 *   coefficients = new ParameterList([zeros(1), ones(1)]);
 *
 *   forward(x: Tensor): Tensor {
 *     return [...this.coefficients].reduceRight((sum, coefficient) => sum.mul(x).add(coefficient), zeros(1));
 *   }
 * }
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.ParameterList.html
 */
export class ParameterList extends Module<never, never> {
  readonly #entries: Parameter[] = [];

  constructor(values: Iterable<Tensor> = []) {
    super();
    this.extend(values);
  }

  override *members(): Iterable<readonly [string, unknown]> {
    for (const [index, entry] of this.#entries.entries()) yield [String(index), entry];
  }

  protected override setMember(name: string, value: unknown): void {
    if (name !== String(this.length)) {
      throw new ArgumentError(
        `the next entry of this ParameterList is '${this.length}'; got '${name}'`,
      );
    }
    this.#entries.push(parameterOf(value));
  }

  /** @throws {ArgumentError} always. */
  override forward(): never {
    throw new ArgumentError('a ParameterList cannot be called');
  }

  /** How many parameters there are. */
  override get length(): number {
    return this.#entries.length;
  }

  /** The parameter at an index, counted from the end when negative, or `undefined`. */
  at(index: number): Parameter | undefined {
    return this.#entries.at(index);
  }

  /**
   * Puts another parameter at an index, counted from the end when negative, and returns this.
   *
   * @throws {ArgumentError} when the index is out of range.
   */
  set(index: number, value: Tensor): this {
    const place = index < 0 ? index + this.length : index;
    if (!Number.isInteger(place) || place < 0 || place >= this.length) {
      throw new ArgumentError(
        `ParameterList has ${this.length} parameters; index ${index} is out of range`,
      );
    }
    this.#entries[place] = parameterOf(value);
    return this;
  }

  /** Adds a parameter at the end and returns this. */
  append(value: Tensor): this {
    this.#entries.push(parameterOf(value));
    return this;
  }

  /** Adds parameters at the end and returns this. */
  extend(values: Iterable<Tensor>): this {
    for (const value of values) this.append(value);
    return this;
  }

  [Symbol.iterator](): IterableIterator<Parameter> {
    return this.#entries.values();
  }

  override extraRepr(): string {
    return this.#entries
      .map((entry, index) => describeParameter(String(index), `torch.${entry.dtype}`, entry))
      .join('\n');
  }
}
