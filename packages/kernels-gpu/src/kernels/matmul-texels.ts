import type { Tensor } from '@chainrule/tensor';
import { type KernelInputValue, type Launcher, wholeOf } from '../launcher.ts';
import { broadcastStrides, placeExpression } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import { batchStrides, type Product } from './product.ts';

// Partial sums of this many texels are added up by themselves, for accuracy.
const blockTexels = 16;

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

/** Whether texels hold four elements of one row, or, with `row` and `column` exchanged, of a column. */
function hasTexels({ offset, batch }: Matrices, across: number, along: number): boolean {
  return along === 1 && divides(across) && divides(offset) && batch.every(divides);
}

function atLeastOne(sizes: readonly number[]): number {
  return sizes.reduce((product, size) => product * size, 1);
}

/** A copy of `b` whose rows have a whole number of texels; what they end with is zero. */
function withWholeRows(gpu: Launcher, { b, inner, n }: Product): Matrices {
  const width = Math.ceil(n / 4) * 4;
  const own = b.shape.slice(0, -2);
  const place = placeExpression([...own, inner, width], b.strides);
  const element = `function element(i) {
  if (modulo(i, ${width}) >= ${n}) { return 0.0; }
  return b(${place});
}`;
  const source = { inputs: [{ name: 'b', kind: 'float' }], output: 'float', element } as const;
  const memory = gpu.run(source, [b], atLeastOne(own) * inner * width);
  let stride = inner * width;
  const strides = new Array<number>(own.length);
  for (let dim = own.length - 1; dim >= 0; dim--) {
    strides[dim] = stride;
    stride *= own[dim] as number;
  }
  return { value: wholeOf(memory), offset: 0, row: width, column: 1, batch: strides };
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

/** Four elements of `a` along the sum, as expressions, and the statement that reads them. */
function readA(a: Matrices, byTexel: boolean, count: number): { read: string; parts: string[] } {
  if (byTexel) {
    const parts = ['left.x', 'left.y', 'left.z', 'left.w'];
    return { read: 'vec4 left = a_texel(leftTexel + k);', parts: parts.slice(0, count) };
  }
  const reads = Array.from(
    { length: count },
    (_, part) => `float left${part} = a(leftPlace + (4 * k + ${part}) * ${a.column});`,
  );
  return { read: reads.join(' '), parts: reads.map((_, part) => `left${part}`) };
}

/** The statements for up to four products of each of the four cells. */
function sumOf(a: Matrices, aByTexel: boolean, b: Matrices, bByColumn: boolean, count: number) {
  const { read, parts } = readA(a, aByTexel, count);
  const rightOf = (cell: number): string =>
    `vec4 right${cell} = b_texel(rightTexel + ${(cell * b.column) / 4} + k);`;
  if (!bByColumn) {
    const rows = parts.map(
      (part, row) => `sum += ${part} * b_texel(rightTexel + (4 * k + ${row}) * ${b.row / 4});`,
    );
    return [read, ...rows].join('\n      ');
  }
  const cells = ['x', 'y', 'z', 'w'].map((cell, number) => {
    const products = parts.map((part, k) => `${part} * right${number}.${'xyzw'[k]}`);
    return `${rightOf(number)} sum.${cell} += ${products.join(' + ')};`;
  });
  return [read, ...cells].join('\n      ');
}

/**
 * Computes four cells of a row at a time. Texels are read whole: of `a` four elements along the sum,
 * of `b` four along a row, or four along the sum for each of the four columns.
 *
 * @returns `null` where the result has fewer than four columns.
 */
export function multiplyByTexels(gpu: Launcher, product: Product): Memory | null {
  const { bias, shape, m, n, inner, batches, length } = product;
  if (n < 4) return null;
  const a = matricesOf(product.a, product);
  let b = matricesOf(product.b, product);
  const aByTexel = hasTexels(a, a.row, a.column);
  const bByColumn = divides(n) && hasTexels(b, b.column, b.row);
  const bByRow = divides(n) && hasTexels(b, b.row, b.column);
  if (!bByColumn && !bByRow) {
    const copied = withWholeRows(gpu, product);
    const own = product.b.shape.slice(0, -2);
    const batch = shape.slice(0, -2);
    const spread = batch.map((_, dim) => {
      const ownDim = dim - (batch.length - own.length);
      return ownDim < 0 || own[ownDim] === 1 ? 0 : (copied.batch[ownDim] as number);
    });
    b = { ...copied, batch: spread };
  }
  const width = Math.ceil(n / 4);
  const sizes = shape.slice(0, -2);
  const whole = Math.floor(inner / 4);
  const rest = inner % 4;
  const blocks = Math.floor(whole / blockTexels);
  const body = (count: number): string => sumOf(a, aByTexel, b, bByColumn, count);
  const biasStrides = bias === null ? [] : broadcastStrides(bias, shape);
  const [biasRow = 0, biasColumn = 0] = biasStrides;
  // Past the last column any element of the bias will do, as nobody reads the cell.
  const columnOf = (cell: number): string =>
    divides(n) ? `(4 * column + ${cell})` : `lastColumn(4 * column + ${cell})`;
  const biasOf = (cell: number): string =>
    `bias(row * ${biasRow} + ${columnOf(cell)} * ${biasColumn})`;
  const start = bias === null ? 'vec4(0.0)' : `vec4(${[0, 1, 2, 3].map(biasOf).join(', ')})`;
  const texel = `int lastColumn(int column) { return column < ${n} ? column : ${n - 1}; }
vec4 texelOf(int texel) {
  int line = texel / ${width};
  int column = texel - line * ${width};
  int batch = line / ${m};
  int row = line - batch * ${m};
  int leftPlace = row * ${a.row} + ${batchPlace(a.batch, sizes)};
  int leftTexel = (a_layout.z + leftPlace) / 4;
  int rightTexel = (b_layout.z + 4 * column * ${b.column} + ${batchPlace(b.batch, sizes)}) / 4;
  vec4 total = ${start};
  for (int block = 0; block < ${blocks}; block++) {
    vec4 sum = vec4(0.0);
    for (int step = 0; step < ${blockTexels}; step++) {
      int k = block * ${blockTexels} + step;
      ${body(4)}
    }
    total += sum;
  }
  vec4 sum = vec4(0.0);
  for (int k = ${blocks * blockTexels}; k < ${whole}; k++) {
      ${body(4)}
  }
  ${rest === 0 ? '' : `{ int k = ${whole};\n      ${body(rest)}\n  }`}
  return total + sum;
}`;
  const names = bias === null ? ['a', 'b'] : ['a', 'b', 'bias'];
  const source = {
    inputs: names.map((name) => ({ name, kind: 'float' }) as const),
    output: 'float',
    element: '',
    texel,
  } as const;
  const inputs = bias === null ? [a.value, b.value] : [a.value, b.value, bias];
  const cells = gpu.run(source, inputs, batches * m * width * 4);
  if (divides(n)) return cells;
  const element = `function element(i) { return cells(divide(i, ${n}) * ${width * 4} + modulo(i, ${n})); }`;
  const narrow = { inputs: [{ name: 'cells', kind: 'float' }], output: 'float', element } as const;
  return gpu.run(narrow, [wholeOf(cells)], length);
}
