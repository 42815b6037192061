import type { DType } from '@chainrule/tensor';
import { kindOf } from '../kinds.ts';
import { wholeOf } from '../launcher.ts';
import { atLeastVector, coordinateOf, placeWithout } from '../layout.ts';
import type { GpuKernel } from './kernel.ts';

// Runs of this length are sorted by counting; longer ones are merged from them.
const firstRun = 16;

/** Whether `a` comes before `b` and not beside it: NaN is the largest number. */
function isBefore(a: string, b: string, dtype: DType, descending: boolean): string {
  const [low, high] = descending ? [b, a] : [a, b];
  if (dtype !== 'float32') return `${low} < ${high}`;
  return `less(${low}, ${high}) || (isNotANumber(${high}) && !isNotANumber(${low}))`;
}

/**
 * A stable merge sort in which each element of a merged run finds by itself which of the two runs it
 * comes from: it looks for how many elements of the left run are before it. See Green et al., "GPU
 * Merge Path" (2012), https://doi.org/10.1145/2304576.2304621.
 */
export const argsort: GpuKernel<'argsort'> = (gpu, [given], { dim, descending }) => {
  const x = atLeastVector(given);
  const { shape, dtype } = x;
  const kind = kindOf(dtype);
  const length = shape[dim] as number;
  const inner = shape.slice(dim + 1).reduce((product, size) => product * size, 1);
  const lane = `const at = integer(${coordinateOf(shape, dim)});
  const base = integer(${placeWithout(dim, shape, x.strides)});`;
  const valueThere = (index: string): string => `x(base + ${index} * ${x.strides[dim]})`;

  // Of the elements of a run, the one with as many before it as the place to fill.
  const run = Math.min(firstRun, length);
  const counting = `function element(i) {
  ${lane}
  const begin = at - modulo(at, ${run});
  let result = integer(0);
  for (let j = 0; j < ${run}; j++) {
    const candidate = begin + j;
    if (candidate < ${length}) {
      const value = ${valueThere('candidate')};
      let rank = integer(begin);
      for (let k = 0; k < ${run}; k++) {
        const rival = begin + k;
        if (rival < ${length}) {
          const other = ${valueThere('rival')};
          if (${isBefore('other', 'value', dtype, descending)}) { rank = rank + 1; }
          else {
            if (rival < candidate && !(${isBefore('value', 'other', dtype, descending)})) { rank = rank + 1; }
          }
        }
      }
      if (rank == at) { result = candidate; }
    }
  }
  return result;
}`;
  let order = gpu.run(
    { inputs: [{ name: 'x', kind }], output: 'int', element: counting },
    [x],
    x.numel(),
  );

  const orderOf = (place: string): string => `order(row + (${place}) * ${inner})`;
  const merging = {
    inputs: [
      { name: 'x', kind },
      { name: 'order', kind: 'int' },
    ],
    output: 'int',
    uniforms: [{ name: 'run', type: 'Integer' }],
    element: `function element(i) {
  ${lane}
  const row = i - at * ${inner};
  const begin = at - modulo(at, 2 * run());
  const place = at - begin;
  const left = choose(begin + run() < ${length}, run(), ${length} - begin);
  const middle = begin + left;
  const right = choose(middle + run() < ${length}, run(), ${length} - middle);
  let low = choose(place > right, place - right, 0);
  let high = choose(place < left, place, left);
  for (let step = 0; step < ${Math.ceil(Math.log2(length + 1)) + 1}; step++) {
    if (low < high) {
      const half = divide(low + high, 2);
      const a = ${valueThere(orderOf('begin + half'))};
      const b = ${valueThere(orderOf('middle + place - 1 - half'))};
      if (${isBefore('b', 'a', dtype, descending)}) { high = half; }
      else { low = half + 1; }
    }
  }
  const rest = place - low;
  if (low >= left) { return ${orderOf('middle + rest')}; }
  if (rest >= right) { return ${orderOf('begin + low')}; }
  const first = ${orderOf('begin + low')};
  const second = ${orderOf('middle + rest')};
  const a = ${valueThere('first')};
  const b = ${valueThere('second')};
  return choose(${isBefore('b', 'a', dtype, descending)}, second, first);
}`,
  } as const;
  for (let merged = run; merged < length; merged *= 2) {
    order = gpu.run(merging, [x, wholeOf(order)], x.numel(), [merged]);
  }
  return order;
};
