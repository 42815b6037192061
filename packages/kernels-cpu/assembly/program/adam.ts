import { storePartial } from '../lanes';

/**
 * An update by Adam in one pass, each operation rounded: the parameter, its gradient, the averages of
 * that and of its square, and where the values lie that all elements share.
 */
export function adamElements(
  count: i32,
  parameter: usize,
  gradient: usize,
  mean: usize,
  square: usize,
  meanDecay: usize,
  meanRest: usize,
  squareRest: usize,
  squareDecay: usize,
  root: usize,
  epsilon: usize,
  rate: usize,
): void {
  const keepMean = v128.load32_splat(meanDecay);
  const takeMean = v128.load32_splat(meanRest);
  const keepSquare = v128.load32_splat(squareDecay);
  const takeSquare = v128.load32_splat(squareRest);
  const correction = v128.load32_splat(root);
  const smallest = v128.load32_splat(epsilon);
  const step = v128.load32_splat(rate);
  for (; count > 0; count -= 4) {
    const g = v128.load(gradient);
    const m = f32x4.add(f32x4.mul(v128.load(mean), keepMean), f32x4.mul(g, takeMean));
    const part = f32x4.mul(f32x4.mul(g, takeSquare), g);
    const v = f32x4.add(f32x4.mul(v128.load(square), keepSquare), part);
    const divisor = f32x4.add(f32x4.div(f32x4.sqrt(v), correction), smallest);
    const p = f32x4.sub(v128.load(parameter), f32x4.div(f32x4.mul(step, m), divisor));
    if (count < 4) {
      storePartial(mean, m, count);
      storePartial(square, v, count);
      storePartial(parameter, p, count);
      return;
    }
    v128.store(mean, m);
    v128.store(square, v);
    v128.store(parameter, p);
    parameter += 16;
    gradient += 16;
    mean += 16;
    square += 16;
  }
}
