import type { ArgParams, DType, ReductionParams, Tensor } from '@chainrule/tensor';
import type { ElementKind, KernelSource } from '../compiler/source.ts';
import { kindOf } from '../kinds.ts';
import { type KernelInputValue, type Launcher, wholeOf } from '../launcher.ts';
import { placeExpression } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import type { GpuKernel } from './kernel.ts';
import { floatLiteral } from './template.ts';

/** A tensor as groups of `length` elements each, all of which are reduced together. */
export interface Groups {
  readonly count: number;
  readonly length: number;
  /** The place of a group's first element, for group `g`. */
  readonly base: string;
  /** From there to element `at` of the group. */
  readonly step: string;
}

export function groupsOf(x: Tensor, dims: readonly number[]): Groups {
  const kept = [...x.shape.keys()].filter((dim) => !dims.includes(dim));
  const sizes = (of: readonly number[]) => of.map((dim) => x.shape[dim] as number);
  const strides = (of: readonly number[]) => of.map((dim) => x.strides[dim] as number);
  const product = (numbers: readonly number[]) => numbers.reduce((all, size) => all * size, 1);
  return {
    count: product(sizes(kept)),
    length: product(sizes(dims)),
    base: placeExpression(sizes(kept), strides(kept), 'g'),
    step: placeExpression(sizes(dims), strides(dims), 'at'),
  };
}

/** `count` groups of `length` elements that lie one after the other. */
function rowsOf(count: number, length: number): Groups {
  return { count, length, base: `g * ${length}`, step: 'at' };
}

/**
 * How many elements one kernel run folds into one. Few groups are cut finer, so that there is work
 * for the whole GPU.
 */
function partLength({ count, length }: Groups): number {
  const longest = count >= 1024 ? 1024 : 128;
  return Math.min(length, longest);
}

// Partial sums of this many elements are added up by themselves: the error of a sum of floats grows
// with the number of additions that one element goes through.
const blockLength = 32;

/** The two loops over the elements of a part; `body` sees `at`, the element's number in its group. */
function loops(part: number, length: number, open: string, body: string, close: string): string {
  const blocks = Math.ceil(part / blockLength);
  const steps = Math.min(part, blockLength);
  const isEven = blocks * steps === part && length % part === 0;
  const guarded = isEven ? body : `if (at < ${length}) { ${body} }`;
  // Several loops, as some drivers end a loop after 65,535 rounds; parts are shorter by far.
  return `for (let block = 0; block < ${blocks}; block++) {
    ${open}
    for (let k = 0; k < ${steps}; k++) {
      const at = begin + block * ${blockLength} + k;
      ${guarded}
    }
    ${close}
  }`;
}

/** Where element `i` of a stage begins: parts of one group lie side by side. */
function stageStart(parts: number, part: number): string {
  return parts === 1
    ? 'const g = integer(i);\n  const begin = integer(0);'
    : `const g = divide(i, ${parts});\n  const begin = modulo(i, ${parts}) * ${part};`;
}

/** A fold of many elements into one, in gpu.js's JavaScript. */
export interface Fold {
  /** What the accumulator is kept in. */
  readonly kind: ElementKind;
  readonly start: string;
  /** What is folded of an element; the element itself where absent. */
  readonly map?: (value: string) => string;
  /** One number for each group, which `map` reads as `beside(g)`. */
  readonly beside?: Memory;
  readonly combine: (total: string, value: string) => string;
  readonly finish?: (total: string) => string;
}

/** One stage: every part of every group becomes one element. */
function stage(
  input: ElementKind,
  groups: Groups,
  part: number,
  fold: Fold,
  output: ElementKind,
  isLast: boolean,
): KernelSource {
  const parts = Math.ceil(groups.length / part);
  const map = fold.map ?? ((value: string) => value);
  const body = `const value = x(base + ${groups.step}); partial = ${fold.combine('partial', map('value'))};`;
  const finish = isLast && fold.finish !== undefined ? fold.finish('total') : 'total';
  return {
    inputs: [
      { name: 'x', kind: input },
      ...(fold.beside === undefined ? [] : [{ name: 'beside', kind: fold.beside.kind }]),
    ],
    output,
    element: `function element(i) {
  ${stageStart(parts, part)}
  const base = integer(${groups.base});
  let total = ${fold.start};
  ${loops(part, groups.length, `let partial = ${fold.start};`, body, `total = ${fold.combine('total', 'partial')};`)}
  return ${finish};
}`,
  };
}

/** Folds each group into one element, in as many stages as it takes. */
export function reduceGroups(
  gpu: Launcher,
  x: Tensor,
  dims: readonly number[],
  fold: Fold,
  output: ElementKind,
): Memory {
  let groups = groupsOf(x, dims);
  if (groups.length === 0) return emptyGroups(gpu, groups.count, fold, output);
  let input: KernelInputValue = x;
  let inputKind = kindOf(x.dtype);
  let current = fold;
  for (;;) {
    const part = partLength(groups);
    const parts = Math.ceil(groups.length / part);
    const isLast = parts === 1;
    const kind = isLast ? output : fold.kind;
    const source = stage(inputKind, groups, part, current, kind, isLast);
    const inputs = current.beside === undefined ? [input] : [input, wholeOf(current.beside)];
    const memory = gpu.run(source, inputs, groups.count * parts);
    if (isLast) return memory;
    input = wholeOf(memory);
    inputKind = fold.kind;
    groups = rowsOf(groups.count, parts);
    // Only the first stage sees elements; later ones see totals.
    const { map: _, beside: __, ...later } = fold;
    current = later;
  }
}

function emptyGroups(gpu: Launcher, count: number, fold: Fold, output: ElementKind): Memory {
  const finish = fold.finish ?? ((total: string) => total);
  const element = `function element(i) { const total = ${fold.start}; return ${finish('total')}; }`;
  return gpu.run({ inputs: [], output, element }, [], count);
}

type FoldFor = (dtype: DType) => Fold;

function reduction<P extends 'all' | 'amax' | 'amin' | 'any' | 'prod' | 'sum'>(
  foldFor: FoldFor,
): GpuKernel<P> {
  return (gpu, inputs, params, out) => {
    const x = (inputs as readonly Tensor[])[0] as Tensor;
    const { dims } = params as ReductionParams;
    return reduceGroups(gpu, x, dims, foldFor(x.dtype), kindOf(out.dtype));
  };
}

/** A fold for floats and one for integers, which is wrapped to the dtype at the end. */
function byDType(floats: Omit<Fold, 'kind'>, integers: Omit<Fold, 'kind'>): FoldFor {
  return (dtype) => {
    if (dtype === 'float32') return { kind: 'float', ...floats };
    const fold: Fold = { kind: 'int', ...integers };
    if (dtype === 'uint8') return { ...fold, finish: (total) => `wrapByte(${total})` };
    return dtype === 'bool' ? { ...fold, finish: (total) => `choose(${total} != 0, 1, 0)` } : fold;
  };
}

function truth(dtype: DType, value: string): string {
  return dtype === 'float32'
    ? `choose(equals(${value}, 0.0), 0, 1)`
    : `choose(${value} == 0, 0, 1)`;
}

const smallestInteger = '(integer(-2147483647) - 1)';
const largestInteger = 'integer(2147483647)';
const add = (total: string, value: string): string => `${total} + ${value}`;
const multiply = (total: string, value: string): string => `${total} * ${value}`;
const larger = (a: string, b: string): string => `larger(${a}, ${b})`;
const smaller = (a: string, b: string): string => `smaller(${a}, ${b})`;

/** Whether a condition, in a kernel's JavaScript, holds for any element: 1 or 0. */
export function anyWhere(gpu: Launcher, x: Tensor, condition: (value: string) => string): Memory {
  const fold: Fold = {
    kind: 'byte',
    start: 'integer(0)',
    map: (value) => `choose(${condition(value)}, 1, 0)`,
    combine: (total, value) => `choose(${total} + ${value} > 0, 1, 0)`,
  };
  return reduceGroups(gpu, x, [...x.shape.keys()], fold, 'byte');
}

/** What `norm` folds for an order `p`. */
function normFold(p: number): Omit<Fold, 'kind'> {
  const magnitude = (value: string) => `Math.abs(${value})`;
  if (p === 0) {
    return { start: '0.0', map: (value) => `(equals(${value}, 0.0) ? 0.0 : 1.0)`, combine: add };
  }
  if (p === 1) return { start: '0.0', map: magnitude, combine: add };
  if (p === 2) {
    return {
      start: '0.0',
      map: (value) => `${value} * ${value}`,
      combine: add,
      finish: (total) => `Math.sqrt(${total})`,
    };
  }
  if (p === Number.POSITIVE_INFINITY) return { start: '0.0', map: magnitude, combine: larger };
  if (p === Number.NEGATIVE_INFINITY) {
    return { start: 'infinity()', map: magnitude, combine: smaller };
  }
  return {
    start: '0.0',
    map: (value) => `power(Math.abs(${value}), ${floatLiteral(p)})`,
    combine: add,
    finish: (total) => `power(${total}, ${floatLiteral(1 / p)})`,
  };
}

const norm: GpuKernel<'norm'> = (gpu, [x], { dims, p }) =>
  reduceGroups(gpu, x, dims, { kind: 'float', ...normFold(p) }, 'float');

/**
 * One stage of an arg-reduction: the number, within its group, of the best element of a part.
 *
 * @param isFirst - whether the candidates are all elements, rather than those of the stage before.
 */
function argumentStage(
  x: Tensor,
  groups: Groups,
  candidates: number,
  part: number,
  sign: '>' | '<',
  isFirst: boolean,
): KernelSource {
  const parts = Math.ceil(candidates / part);
  const floating = x.dtype === 'float32';
  const compared = sign === '>' ? 'less(best, value)' : 'less(value, best)';
  const beats = floating
    ? `!isNotANumber(best) && (isNotANumber(value) || ${compared})`
    : `value ${sign} best`;
  const numberOf = (candidate: string): string =>
    isFirst ? candidate : `places(g * ${candidates} + ${candidate})`;
  const valueThere = `x(base + ${groups.step})`;
  const body = `const at = ${numberOf('candidate')}; const value = ${valueThere};
      if (${beats}) { best = value; place = at; }`;
  const bounded = candidates % part === 0 ? body : `if (candidate < ${candidates}) { ${body} }`;
  return {
    inputs: [
      { name: 'x', kind: kindOf(x.dtype) },
      ...(isFirst ? [] : [{ name: 'places', kind: 'int' as const }]),
    ],
    output: 'int',
    element: `function element(i) {
  ${stageStart(parts, part)}
  const base = integer(${groups.base});
  let place = integer(${numberOf('begin')});
  let best = ${valueThere.replaceAll(/\bat\b/g, 'place')};
  for (let k = 1; k < ${part}; k++) {
    const candidate = begin + k;
    ${bounded}
  }
  return place;
}`,
  };
}

/** The number of the first largest or smallest element; NaN counts as both. */
function argument<P extends 'argmax' | 'argmin'>(sign: '>' | '<'): GpuKernel<P> {
  return (gpu, inputs, params) => {
    const x = (inputs as readonly Tensor[])[0] as Tensor;
    const { dim } = params as ArgParams;
    const dims = dim === null ? [...x.shape.keys()] : x.ndim === 0 ? [] : [dim];
    const groups = groupsOf(x, dims);
    let candidates = groups.length;
    let places: Memory | null = null;
    for (;;) {
      const part = partLength({ ...groups, length: candidates });
      const source = argumentStage(x, groups, candidates, part, sign, places === null);
      const inputsOfStage = places === null ? [x] : [x, { memory: places, offset: 0 }];
      const parts = Math.ceil(candidates / part);
      places = gpu.run(source, inputsOfStage, groups.count * parts);
      if (parts === 1) return places;
      candidates = parts;
    }
  };
}

export const reduceKernels = {
  all: reduction<'all'>((dtype) => ({
    kind: 'byte',
    start: 'integer(1)',
    map: (value) => truth(dtype, value),
    combine: multiply,
  })),
  amax: reduction<'amax'>(
    byDType(
      { start: '-infinity()', combine: larger },
      { start: smallestInteger, combine: (a, b) => `choose(${a} > ${b}, ${a}, ${b})` },
    ),
  ),
  amin: reduction<'amin'>(
    byDType(
      { start: 'infinity()', combine: smaller },
      { start: largestInteger, combine: (a, b) => `choose(${a} < ${b}, ${a}, ${b})` },
    ),
  ),
  any: reduction<'any'>((dtype) => ({
    kind: 'byte',
    start: 'integer(0)',
    map: (value) => truth(dtype, value),
    combine: (total, value) => `choose(${total} + ${value} > 0, 1, 0)`,
  })),
  argmax: argument<'argmax'>('>'),
  argmin: argument<'argmin'>('<'),
  norm,
  prod: reduction<'prod'>(
    byDType({ start: '1.0', combine: multiply }, { start: 'integer(1)', combine: multiply }),
  ),
  sum: reduction<'sum'>(
    byDType({ start: '0.0', combine: add }, { start: 'integer(0)', combine: add }),
  ),
} as const;
