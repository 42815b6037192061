import { contiguousStrides, type Shape, type Tensor } from '@chainrule/tensor';
import type { KernelSource } from '../compiler/source.ts';
import { kindOf } from '../kinds.ts';
import { type Launcher, wholeOf } from '../launcher.ts';
import { atLeastVector, coordinateOf, placeOf, placeWithout } from '../layout.ts';
import { argsort } from './argsort.ts';
import { within } from './elementwise.ts';
import type { GpuKernel } from './kernel.ts';
import { copyOf } from './movement.ts';

function lengthOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * Reads `x` where an index points to. For an index that is out of range, which is reported when
 * something is read, a float is NaN and an integer 0.
 *
 * @param at - the index that belongs to element `i` of a result of `shape`.
 */
function pick(gpu: Launcher, x: Tensor, index: Tensor, dim: number, shape: Shape, at: string) {
  const kind = kindOf(x.dtype);
  const source: KernelSource = {
    inputs: [
      { name: 'x', kind },
      { name: 'index', kind: 'int' },
    ],
    output: kind,
    element: `function element(i) {
  const at = index(${at});
  if (at < 0 || at >= ${x.shape[dim]}) { return ${kind === 'float' ? 'nan()' : 'integer(0)'}; }
  return x(${placeWithout(dim, shape, x.strides)} + at * ${x.strides[dim]});
}`,
  };
  return gpu.run(source, [x, index], lengthOf(shape));
}

const gather: GpuKernel<'gather'> = (gpu, inputs, { dim }) => {
  const [x, index] = inputs.map(atLeastVector) as [Tensor, Tensor];
  return pick(gpu, x, index, dim, index.shape, placeOf(index, index.shape));
};

const indexSelect: GpuKernel<'indexSelect'> = (gpu, inputs, { dim }) => {
  const [x, index] = inputs.map(atLeastVector) as [Tensor, Tensor];
  const shape = x.shape.map((size, each) => (each === dim ? index.numel() : size));
  return pick(gpu, x, index, dim, shape, `${coordinateOf(shape, dim)} * ${index.strides[0]}`);
};

/** What a scattering kernel reads: each element of the result has a lane of indices and of values. */
interface Scattering {
  readonly x: Tensor;
  readonly index: Tensor;
  readonly source: Tensor;
  readonly dim: number;
  /** The dimension of `index` that its lanes go along. */
  readonly indexDim: number;
  /** The place where the lane begins of `index`, and of a row-major tensor of its shape. */
  readonly indexBase: string;
  readonly orderBase: string;
  /** Whether there is a lane: the index may be shorter than `x`. */
  readonly hasLane: string;
  /** What happens at a hit, to `result`, with the value `value`. */
  readonly hit: (result: string, value: string) => string;
  /** Whether only the last hit counts. */
  readonly onlyLast: boolean;
}

// So many indices an element compares itself with; more are sorted, and searched by halving.
const fewIndices = 64;

// Some drivers end a kernel's loops after 65,535 rounds in all, so more hits take several kernels.
const longestLoop = 32_768;

/** Each element of the result looks for the indices that point at it. */
function scatterInto(gpu: Launcher, scattering: Scattering) {
  const { x, index, source, dim, indexDim, indexBase, orderBase, hasLane } = scattering;
  const kind = kindOf(x.dtype);
  const count = index.shape[indexDim] as number;
  const inner = lengthOf(index.shape.slice(indexDim + 1));
  const isSorted = count > fewIndices;
  const along = index.strides[indexDim];
  const update = (at: string): string => {
    const value = `source(sourceBase + (${at}) * ${source.strides[dim]})`;
    return `result = ${within(x.dtype, scattering.hit('result', value))};`;
  };
  const orderAt = (place: string): string => `order(orderBase + (${place}) * ${inner})`;
  const indexAt = (number: string): string => `index(indexBase + (${number}) * ${along})`;

  const compared = `for (let k = 0; k < ${count}; k++) {
    if (${indexAt('k')} == own) { ${update('k')} }
  }`;
  // The first place in the order whose index is `own`, or past it.
  const search = (bound: string, isBefore: string): string => `let low = integer(0);
  let high = integer(${count});
  for (let step = 0; step < ${Math.ceil(Math.log2(count + 1)) + 1}; step++) {
    if (low < high) {
      const half = divide(low + high, 2);
      const found = ${indexAt(orderAt('half'))};
      if (found ${isBefore} own) { low = half + 1; } else { high = half; }
    }
  }
  const ${bound} = integer(low);`;
  const lastHit = `${search('end', '<=')}
  if (end > 0) {
    const number = ${orderAt('end - 1')};
    if (${indexAt('number')} == own) { ${update('number')} }
  }`;
  const allHits = `${search('begin', '<')}
  for (let k = 0; k < ${Math.min(count, longestLoop)}; k++) {
    const place = begin + skipped() + k;
    if (place >= ${count}) { break; }
    const number = ${orderAt('place')};
    if (${indexAt('number')} != own) { break; }
    ${update('number')}
  }`;
  const kernelFrom = (place: string): KernelSource => ({
    inputs: [
      { name: 'x', kind },
      { name: 'index', kind: 'int' },
      { name: 'source', kind },
      ...(isSorted ? [{ name: 'order', kind: 'int' as const }] : []),
    ],
    output: kind,
    uniforms: [{ name: 'skipped', type: 'Integer' }],
    element: `function element(i) {
  let result = x(${place});
  if (!(${hasLane})) { return result; }
  const own = integer(${coordinateOf(x.shape, dim)});
  const indexBase = integer(${indexBase});
  const sourceBase = integer(${placeWithout(dim, x.shape, source.strides)});
  const orderBase = integer(${isSorted ? orderBase : '0'});
  ${isSorted ? (scattering.onlyLast ? lastHit : allHits) : compared}
  return result;
}`,
  });
  const first = kernelFrom(placeOf(x, x.shape));
  if (!isSorted) return gpu.run(first, [x, index, source], x.numel(), [0]);
  const order = wholeOf(argsort(gpu, [index], { dim: indexDim, descending: false }, index));
  let result = gpu.run(first, [x, index, source, order], x.numel(), [0]);
  if (scattering.onlyLast) return result;
  for (let skipped = longestLoop; skipped < count; skipped += longestLoop) {
    const given = [wholeOf(result), index, source, order];
    result = gpu.run(kernelFrom('i'), given, x.numel(), [skipped]);
  }
  return result;
}

function scatterKernel<P extends 'scatter' | 'scatterAdd'>(
  hit: Scattering['hit'],
  onlyLast: boolean,
): GpuKernel<P> {
  return (gpu, inputs, params) => {
    const [x, index, source] = (inputs as readonly Tensor[]).map(atLeastVector) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const { dim } = params as { readonly dim: number };
    if (index.numel() === 0) return copyOf(gpu, x);
    const shorter = [...x.shape.keys()].filter(
      (each) => each !== dim && (index.shape[each] as number) < (x.shape[each] as number),
    );
    const bounds = shorter.map((each) => `${coordinateOf(x.shape, each)} < ${index.shape[each]}`);
    return scatterInto(gpu, {
      x,
      index,
      source,
      dim,
      indexDim: dim,
      indexBase: placeWithout(dim, x.shape, index.strides),
      orderBase: placeWithout(dim, x.shape, contiguousStrides(index.shape)),
      hasLane: bounds.join(' && ') || 'true',
      hit,
      onlyLast,
    });
  };
}

const indexAdd: GpuKernel<'indexAdd'> = (gpu, inputs, { dim }) => {
  const [x, index, source] = inputs.map(atLeastVector) as [Tensor, Tensor, Tensor];
  if (index.numel() === 0) return copyOf(gpu, x);
  return scatterInto(gpu, {
    x,
    index,
    source,
    dim,
    indexDim: 0,
    indexBase: '0',
    orderBase: '0',
    hasLane: 'true',
    hit: (result, value) => `${result} + ${value}`,
    onlyLast: false,
  });
};

export const indexingKernels = {
  gather,
  indexAdd,
  indexSelect,
  scatter: scatterKernel<'scatter'>((_, value) => value, true),
  scatterAdd: scatterKernel<'scatterAdd'>((result, value) => `${result} + ${value}`, false),
} as const;
