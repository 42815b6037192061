import type { Tensor } from '@chainrule/tensor';
import { checkProbability, type DropoutOptions, dropout } from '../functional/dropout.ts';
import { type NamedOr, named } from '../functional/named.ts';
import { Module } from '../module.ts';
import { pythonLiteral, pythonNumber } from '../repr.ts';

/** Options of {@link Dropout}. */
export type DropoutModuleOptions = Omit<DropoutOptions, 'training'>;

/**
 * In training, sets elements to 0 with probability `p` and scales the others by `1 / (1 - p)`;
 * otherwise gives back what it gets.
 *
 * @example
 * ```ts
 * const layer = new Dropout(0.2);
 * layer.eval()(ones(3)); // tensor([1., 1., 1.])
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Dropout.html
 */
export class Dropout extends Module {
  readonly p: number;
  readonly inplace: boolean;
  readonly #generator: Pick<DropoutOptions, 'generator'>;

  /** @throws {ArgumentError} when `p` is not from 0 to 1. */
  constructor(...given: NamedOr<DropoutModuleOptions, [p?: number]>) {
    super();
    const { p = 0.5, inplace = false, ...generator } = named<DropoutModuleOptions>(['p'], given);
    checkProbability(p);
    this.p = p;
    this.inplace = inplace;
    this.#generator = generator;
  }

  override forward(x: Tensor): Tensor {
    const { p, training, inplace } = this;
    return dropout(x, { p, training, inplace, ...this.#generator });
  }

  override extraRepr(): string {
    return `p=${pythonNumber(this.p)}, inplace=${pythonLiteral(this.inplace)}`;
  }
}
