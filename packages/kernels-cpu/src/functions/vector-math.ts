import type { Offset } from './offset.ts';

/** A function of each of `count` float32 values; `target` may be `source`. */
export type MapFunction = (source: Offset, target: Offset, count: number) => void;

/**
 * Functions of one value, computed in float64 and rounded once: what `Math.fround(Math.exp(x))`
 * gives, but for less than one argument in ten million, where the last bit may differ.
 */
export interface VectorMathFunctions {
  readonly exp: MapFunction;
  readonly log: MapFunction;
  readonly sigmoid: MapFunction;
  readonly tanh: MapFunction;
  readonly sqrt: MapFunction;
  readonly reciprocal: MapFunction;
  readonly neg: MapFunction;
  readonly abs: MapFunction;
}
