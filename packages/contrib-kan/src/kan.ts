import { Sequential } from '@chainrule/nn';
import { ArgumentError } from '@chainrule/tensor';
import { KANLinear, type KANLinearOptions } from './kan-linear.ts';

/**
 * A Kolmogorov-Arnold network: {@link KANLinear} layers one after the other, `(..., widths[0]) ->
 * (..., widths.at(-1))`.
 *
 * @param widths - the number of features before, between and behind the layers: two or more.
 * @param options - of every layer.
 * @throws {ArgumentError} for fewer than two widths.
 *
 * @example
 * ```ts
 * import { KAN } from '@chainrule/contrib-kan';
 * import { rand } from '@chainrule/tensor';
 *
 * const model = new KAN([2, 5, 1], { gridSize: 3 });
 * console.log(model(rand(10, 2)).shape); // [10, 1]
 * ```
 * @see Z. Liu et al., "KAN: Kolmogorov-Arnold Networks" (2024), https://arxiv.org/abs/2404.19756
 */
export class KAN extends Sequential {
  constructor(widths: readonly number[], options: KANLinearOptions = {}) {
    if (widths.length < 2) {
      throw new ArgumentError(`KAN takes two widths or more, such as [2, 5, 1]; got [${widths}]`);
    }
    super(
      ...widths
        .slice(1)
        .map((width, place) => new KANLinear(widths[place] as number, width, options)),
    );
  }
}
