import type { Tensor } from '@chainrule/tensor';
import { type KernelInputValue, type Launcher, wholeOf } from '../launcher.ts';
import { broadcastStrides, placeExpression } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import { batchStrides, type Product } from './product.ts';

// Partial sums of at most this many texels are added up by themselves, for accuracy.
const mostOfPartial = 16;

// Texels that a way through memory may have, as floats tell their middles apart.
const longestWay = 2 ** 22;

const four = [0, 1, 2, 3] as const;
const parts = ['x', 'y', 'z', 'w'] as const;

/** A matrix of a batch, in memory: how far apart its rows, columns and matrices are. */
interface Matrices {
  readonly value: KernelInputValue;
  readonly offset: number;
  readonly row: number;
  readonly column: number;
  readonly batch: readonly number[];
}

function matricesOf(x: Tensor, { shape }: Product): Matrices {
  return {
    value: x,
    offset: x.offset,
    row: x.strides[x.ndim - 2] as number,
    column: x.strides[x.ndim - 1] as number,
    batch: batchStrides(x, shape),
  };
}

const divides = (stride: number): boolean => stride % 4 === 0;

/** Whether texels hold four elements along a row. */
function isByRow({ offset, row, column, batch }: Matrices): boolean {
  return column === 1 && divides(row) && divides(offset) && batch.every(divides);
}

function isByColumn(x: Matrices): boolean {
  return isByRow({ ...x, row: x.column, column: x.row });
}

function lengthOf(sizes: readonly number[]): number {
  return sizes.reduce((product, size) => product * size, 1);
}

/** A copy of `x` whose rows have a whole number of texels; what they end with is zero. */
function withWholeRows(gpu: Launcher, x: Tensor, { shape }: Product): Matrices {
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const width = Math.ceil(columns / 4) * 4;
  const own = x.shape.slice(0, -2);
  const place = placeExpression([...own, rows, width], x.strides);
  const element = `function element(i) {
  if (modulo(i, ${width}) >= ${columns}) { return 0.0; }
  return x(${place});
}`;
  const source = { inputs: [{ name: 'x', kind: 'float' }], output: 'float', element } as const;
  const memory = gpu.run(source, [x], lengthOf(own) * rows * width);
  const batch = shape.slice(0, -2).map((_, dim) => {
    const ownDim = dim - (shape.length - x.ndim);
    if (ownDim < 0 || own[ownDim] === 1) return 0;
    return lengthOf(own.slice(ownDim + 1)) * rows * width;
  });
  return { value: wholeOf(memory), offset: 0, row: width, column: 1, batch };
}

/** Matrices of which texels are read whole: `x` as it lies, or a copy. */
function inTexels(gpu: Launcher, x: Tensor, product: Product): Matrices {
  const matrices = matricesOf(x, product);
  if (isByRow(matrices) || isByColumn(matrices)) return matrices;
  return withWholeRows(gpu, x, product);
}

/** `batch` of GLSL's integers, whose `/` is that of integers. */
function batchPlace(batch: readonly number[], sizes: readonly number[]): string {
  const terms: string[] = [];
  let inner = 1;
  for (let dim = sizes.length - 1; dim >= 0; dim--) {
    const size = sizes[dim] as number;
    if (batch[dim] !== 0 && size > 1) {
      terms.push(`(batch / ${inner} - batch / ${inner * size} * ${size}) * ${batch[dim]}`);
    }
    inner *= size;
  }
  return terms.join(' + ') || '0';
}

/** Texels of a partial sum: as many as leave no rest, or most. */
function texelsOfPartial(whole: number): number {
  for (let size = mostOfPartial; size >= mostOfPartial / 2; size--) {
    if (whole % size === 0) return size;
  }
  return mostOfPartial;
}

/** How a shader reads an operand for the next four products of a sum. */
interface Reading {
  /** Texels from one four to the next. */
  readonly stride: number;
  /** The texels of `count` products. */
  texels(count: number): readonly string[];
}

/** Of `a`, four rows or the `rows` that there are; element `k` of row `i` is `leftOf(i, k)`. */
function readingOfA(a: Matrices, rows: number): Reading & { leftOf(i: number, k: number): string } {
  const texel = (n: number, step: number): string =>
    `vec4 left${n} = a_after(left, ${(n * step) / 4}.0);`;
  if (isByRow(a)) {
    return {
      stride: 1,
      texels: () => four.slice(0, rows).map((i) => texel(i, a.row)),
      leftOf: (i, k) => `left${i}.${parts[k]}`,
    };
  }
  return {
    stride: a.column,
    texels: (count) => four.slice(0, count).map((k) => texel(k, a.column)),
    leftOf: (i, k) => `left${k}.${parts[i]}`,
  };
}

/** Of `b`, four columns; their elements `k` are `rightOf(k)`. */
function readingOfB(b: Matrices): Reading & { rightOf(k: number): string } {
  const texel = (n: number, step: number): string =>
    `vec4 right${n} = b_after(right, ${(n * step) / 4}.0);`;
  if (isByRow(b)) {
    return {
      stride: b.row,
      texels: (count) => four.slice(0, count).map((k) => texel(k, b.row)),
      rightOf: (k) => `right${k}`,
    };
  }
  return {
    stride: 1,
    texels: () => four.map((column) => texel(column, b.column)),
    rightOf: (k) => `vec4(${four.map((column) => `right${column}.${parts[k]}`).join(', ')})`,
  };
}

/** The statements that begin the totals of `rows` rows with the bias. */
function startOf(bias: Tensor | null, { shape, m, n }: Product, rows: number): string {
  const each = (value: (i: number) => string): string =>
    four
      .slice(0, rows)
      .map((i) => `vec4 total${i} = ${value(i)};`)
      .join(' ');
  if (bias === null) return each(() => 'vec4(0.0)');
  const strides = broadcastStrides(bias, shape);
  const [biasRow, biasColumn] = strides.slice(-2) as [number, number];
  const place = (i: number, column: number): string =>
    `bias(within(row + ${i}, ${m}) * ${biasRow} + within(column + ${column}, ${n}) * ${biasColumn})`;
  const rowOf = (i: number): string => `vec4(${four.map((column) => place(i, column)).join(', ')})`;
  if (biasRow !== 0) return each(rowOf);
  return `vec4 start = ${rowOf(0)}; ${each(() => 'start')}`;
}

/** A shader that computes four rows by four columns at a time. */
function codeOf(product: Product, a: Matrices, b: Matrices): string {
  const { bias, shape, m, n, inner } = product;
  const sizes = shape.slice(0, -2);
  const rows = Math.min(m, 4);
  const left = readingOfA(a, rows);
  const right = readingOfB(b);
  const each = (line: (i: number) => string): string => four.slice(0, rows).map(line).join(' ');
  const sums = (count: number): string => {
    const products = four.slice(0, count).map((k) => {
      const value = `vec4 b${k} = ${right.rightOf(k)};`;
      return `${value} ${each((i) => `sum${i} += ${left.leftOf(i, k)} * b${k};`)}`;
    });
    return [...left.texels(count), ...right.texels(count), ...products].join('\n    ');
  };
  const whole = Math.floor(inner / 4);
  const steps = (count: number): string => `for (int step = 0; step < ${count}; step++) {
    ${sums(4)}
    left.x += ${left.stride}.0;
    right.x += ${right.stride}.0;
  }`;
  const length = texelsOfPartial(whole);
  const partials = Math.floor(whole / length);
  const remaining = whole % length;
  const starts = (step: string | number): string =>
    `vec2 left = a_from(leftTexel + ${step} * ${left.stride}); vec2 right = b_from(rightTexel + ${step} * ${right.stride});`;
  const none = each((i) => `vec4 sum${i} = vec4(0.0);`);
  const add = each((i) => `total${i} += sum${i};`);
  const rest = remaining === 0 ? '' : steps(remaining);
  const last = inner % 4 === 0 ? '' : sums(inner % 4);
  const bands = Math.ceil(m / 4);
  const quads = Math.ceil(n / 4);
  return `int within(int place, int size) { return place < size ? place : size - 1; }
mat4 blockOf(int block) {
  int band = quotient(block, ${quads});
  int column = 4 * (block - band * ${quads});
  int batch = quotient(band, ${bands});
  int row = 4 * (band - batch * ${bands});
  int leftTexel = (a_layout.z + row * ${a.row} + ${batchPlace(a.batch, sizes)}) / 4;
  int rightTexel = (b_layout.z + column * ${b.column} + ${batchPlace(b.batch, sizes)}) / 4;
  ${startOf(bias, product, rows)}
  for (int partial = 0; partial < ${partials}; partial++) {
    ${none}
    ${starts(`partial * ${length}`)}
    ${steps(length)}
    ${add}
  }
  ${none}
  ${starts(partials * length)}
  ${rest}
  ${last}
  ${add}
  return mat4(${four.map((i) => (i < rows ? `total${i}` : 'vec4(0.0)')).join(', ')});
}`;
}

/**
 * Computes four rows by four columns at a time. Texels are read whole: of `a` and `b` four each, along
 * the sum or across, for 64 products.
 *
 * @returns `null` where the result has fewer than four columns, or rows are too long.
 */
export function multiplyByBlocks(gpu: Launcher, product: Product): Memory | null {
  const { bias, m, n, length } = product;
  if (n < 4 || !gpu.hasBlocks) return null;
  const a = inTexels(gpu, product.a, product);
  const b = inTexels(gpu, product.b, product);
  const strides = [a.row, a.column, b.row, b.column];
  if (Math.max(...strides) * (mostOfPartial + 1) > longestWay) return null;
  const names = bias === null ? ['a', 'b'] : ['a', 'b', 'bias'];
  const source = {
    inputs: names.map((name) => ({ name, kind: 'float' }) as const),
    output: 'float',
    element: '',
    blocks: { rows: m, columns: n, code: codeOf(product, a, b) },
  } as const;
  const inputs = bias === null ? [a.value, b.value] : [a.value, b.value, bias];
  return gpu.run(source, inputs, length);
}
