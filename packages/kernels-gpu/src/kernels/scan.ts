import type { DType, Tensor } from '@chainrule/tensor';
import type { KernelSource } from '../compiler/source.ts';
import { kindOf } from '../kinds.ts';
import { type KernelInputValue, type Launcher, wholeOf } from '../launcher.ts';
import { atLeastVector, placeWithout } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import { argsort } from './argsort.ts';
import { within } from './elementwise.ts';
import type { GpuKernel } from './kernel.ts';

// Each element folds at most this many before it, and adds what came before those.
const blockLength = 32;

/** A tensor as lanes of `length` elements, for element `i` of the row-major result. */
interface Lanes {
  readonly count: number;
  readonly length: number;
  /** Elements between two of one lane in a row-major tensor. */
  readonly inner: number;
  /** The place of the lane's first element, by `i` counted over the whole. */
  readonly base: string;
  readonly stride: number;
}

function lanesOf(x: Tensor, dim: number): Lanes {
  const length = x.shape[dim] as number;
  const inner = x.shape.slice(dim + 1).reduce((product, size) => product * size, 1);
  return {
    count: x.numel() / length,
    length,
    inner,
    base: placeWithout(dim, x.shape, x.strides),
    stride: x.strides[dim] as number,
  };
}

interface Scan {
  readonly dtype: DType;
  readonly start: string;
  readonly combine: (total: string, value: string) => string;
}

function source(names: readonly string[], { dtype }: Scan, element: string): KernelSource {
  const kind = kindOf(dtype);
  return { inputs: names.map((name) => ({ name, kind })), output: kind, element };
}

/** Folds element `begin + k` of a lane. */
function step({ stride }: Lanes, { combine }: Scan): string {
  return `partial = ${combine('partial', `x(base + (begin + k) * ${stride})`)};`;
}

/** The fold of every block, lane after lane. */
function blockTotals(lanes: Lanes, scan: Scan, blocks: number): KernelSource {
  const { length, inner, base } = lanes;
  return source(
    ['x'],
    scan,
    `function element(n) {
  const lane = divide(n, ${blocks});
  const begin = modulo(n, ${blocks}) * ${blockLength};
  const i = divide(lane, ${inner}) * ${length * inner} + modulo(lane, ${inner});
  const base = integer(${base});
  let partial = ${scan.start};
  for (let k = 0; k < ${blockLength}; k++) {
    if (begin + k < ${length}) { ${step(lanes, scan)} }
  }
  return partial;
}`,
  );
}

/** The fold of every element with those before it in its block, and with the blocks before. */
function runningFold(lanes: Lanes, scan: Scan, blocks: number): KernelSource {
  const { length, inner, base } = lanes;
  const lane = `(divide(i, ${length * inner}) * ${inner} + modulo(i, ${inner}))`;
  const carry = `
  const block = divide(at, ${blockLength});
  if (block > 0) {
    const before = carried(${lane} * ${blocks} + block - 1);
    return ${scan.combine('before', 'partial')};
  }`;
  return source(
    blocks > 1 ? ['x', 'carried'] : ['x'],
    scan,
    `function element(i) {
  const at = modulo(divide(i, ${inner}), ${length});
  const begin = at - modulo(at, ${blockLength});
  const base = integer(${base});
  let partial = ${scan.start};
  for (let k = 0; k < ${Math.min(length, blockLength)}; k++) {
    if (begin + k <= at) { ${step(lanes, scan)} }
  }${blocks > 1 ? carry : ''}
  return partial;
}`,
  );
}

/** The running fold of every lane: of blocks, then of the blocks' totals, and so on. */
function scanLanes(gpu: Launcher, x: KernelInputValue, lanes: Lanes, scan: Scan): Memory {
  const { count, length } = lanes;
  const blocks = Math.ceil(length / blockLength);
  const fold = runningFold(lanes, scan, blocks);
  if (blocks === 1) return gpu.run(fold, [x], count * length);
  const totals = gpu.run(blockTotals(lanes, scan, blocks), [x], count * blocks);
  const rows = { count, length: blocks, inner: 1, base: `i - modulo(i, ${blocks})`, stride: 1 };
  const carried = scanLanes(gpu, wholeOf(totals), rows, scan);
  return gpu.run(fold, [x, wholeOf(carried)], count * length);
}

function scanKernel<P extends 'cumsum' | 'cumprod'>(
  start: number,
  combine: Scan['combine'],
): GpuKernel<P> {
  return (gpu, inputs, params, out) => {
    const x = atLeastVector((inputs as readonly Tensor[])[0] as Tensor);
    const { dim } = params as { readonly dim: number };
    const scan = {
      dtype: out.dtype,
      start: out.dtype === 'float32' ? `${start}.0` : `integer(${start})`,
      combine: (total: string, value: string) => within(out.dtype, combine(total, value)),
    };
    return scanLanes(gpu, x, lanesOf(x, dim), scan);
  };
}

export const scanKernels = {
  argsort,
  cumprod: scanKernel<'cumprod'>(1, (total, value) => `${total} * ${value}`),
  cumsum: scanKernel<'cumsum'>(0, (total, value) => `${total} + ${value}`),
} as const;
