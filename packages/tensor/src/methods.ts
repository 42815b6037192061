import * as activation from './ops/activation.ts';
import * as arithmetic from './ops/arithmetic.ts';
import * as clamps from './ops/clamp.ts';
import * as comparison from './ops/comparison.ts';
import { bool, byte, double, float, int, long, to } from './ops/conversion.ts';
import * as diagonals from './ops/diagonals.ts';
import * as expanding from './ops/expanding.ts';
import * as extremes from './ops/extremes.ts';
import * as gathering from './ops/gathering.ts';
import * as inPlace from './ops/in-place.ts';
import * as inPlaceMath from './ops/in-place-math.ts';
import * as inPlaceDraws from './ops/in-place-random.ts';
import * as inPlaceViews from './ops/in-place-views.ts';
import * as indexing from './ops/indexing.ts';
import * as lerps from './ops/lerp.ts';
import * as linearAlgebra from './ops/linear-algebra.ts';
import * as masking from './ops/masking.ts';
import * as math from './ops/math.ts';
import type { TensorOperand } from './ops/operand.ts';
import { bernoulli, multinomial } from './ops/random.ts';
import * as rearranging from './ops/rearranging.ts';
import type { DimOptions, ValuesAndIndices } from './ops/reduction-options.ts';
import * as reductions from './ops/reductions.ts';
import * as rounding from './ops/rounding.ts';
import * as scans from './ops/scans.ts';
import * as sorting from './ops/sorting.ts';
import * as specialValues from './ops/special-values.ts';
import * as splitting from './ops/splitting.ts';
import * as statistics from './ops/statistics.ts';
import * as trigonometry from './ops/trigonometry.ts';
import { type UniqueOptions, type UniqueResult, unique } from './ops/unique.ts';
import * as views from './ops/views.ts';
import { Tensor } from './tensor.ts';

/** The functions whose first parameter takes a tensor, without that parameter. */
type MethodsOf<Functions> = {
  [Name in keyof Functions]: Functions[Name] extends (
    x: Tensor,
    ...rest: infer Rest
  ) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

const conversions = { bool, byte, double, float, int, long, to };
const draws = { bernoulli, multinomial };
const sets = { unique };

// Every export of these modules is a function that takes a tensor first, and becomes a method.
const modules = [
  activation,
  arithmetic,
  clamps,
  comparison,
  conversions,
  diagonals,
  draws,
  expanding,
  extremes,
  gathering,
  indexing,
  inPlace,
  inPlaceDraws,
  inPlaceMath,
  inPlaceViews,
  lerps,
  linearAlgebra,
  masking,
  math,
  rearranging,
  reductions,
  rounding,
  scans,
  sets,
  sorting,
  specialValues,
  splitting,
  statistics,
  trigonometry,
  views,
] as const;

type UnionToIntersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer Intersection,
) => void
  ? Intersection
  : never;

type Attached = MethodsOf<UnionToIntersection<(typeof modules)[number]>>;

/** Functions of several signatures, of which the type above keeps but the last. */
type Overloaded = 'max' | 'median' | 'min' | 'nonzero' | 'unique';

/** Every method of `Tensor` that is also a function: `x.add(y)` is `add(x, y)`. */
export interface Methods extends Omit<Attached, Overloaded | 'variance' | 'where'> {
  max(): Tensor;
  max(other: Tensor): Tensor;
  max(dim: number | DimOptions, keepdim?: boolean): ValuesAndIndices;

  median(): Tensor;
  median(dim: number | DimOptions, keepdim?: boolean): ValuesAndIndices;

  min(): Tensor;
  min(other: Tensor): Tensor;
  min(dim: number | DimOptions, keepdim?: boolean): ValuesAndIndices;

  nonzero(): Tensor;
  nonzero(options: { readonly asTuple: true }): Tensor[];

  unique(): Tensor;
  unique(options: UniqueOptions): UniqueResult;

  var: Attached['variance'];

  /** This tensor's elements where `condition` holds, those of `other` elsewhere. */
  where(condition: Tensor, other: TensorOperand): Tensor;
}

function attach(name: string, method: (this: Tensor, ...rest: never[]) => unknown): void {
  Object.defineProperty(Tensor.prototype, name, {
    value: method,
    writable: true,
    configurable: true,
  });
}

for (const functions of modules) {
  for (const [name, operation] of Object.entries(functions)) {
    const call = operation as (x: Tensor, ...rest: never[]) => unknown;
    attach(name === 'variance' ? 'var' : name, function (...rest) {
      return call(this, ...rest);
    });
  }
}

attach('where', function (condition: Tensor, other: TensorOperand) {
  return comparison.where(condition, this, other);
});
