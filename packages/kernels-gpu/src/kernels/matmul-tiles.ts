import type { Groups } from '../compiler/source.ts';
import type { Launcher } from '../launcher.ts';
import { broadcastStrides } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import { batchStrides, type Product } from './product.ts';

// Each thread computes 4 x 4 elements. A group has 16 x 16 threads; for smaller results 8 x 8, so that
// there are groups for the whole GPU.
const cells = 4;
const depth = 16;

// Groups that WebGPU starts in one dimension at most.
const mostGroups = 65_535;

// Dimensions of a batch whose lengths and strides fit among the uniforms of a kernel.
const mostBatchDims = 8;

// Partial sums of this many tiles are added up by themselves, for accuracy.
const tilesOfPartial = 8;

// What differs from shape to shape is handed over, so that all products share a few programs.
const numbers = [
  'rows',
  'columns',
  'inner',
  'line_a',
  'along_a',
  'line_b',
  'along_b',
  'bias_row',
  'bias_column',
] as const;

/** The uniforms of a batch: of each dimension its length, and the strides of both operands. */
function batchNumbers({ a, b, shape }: Product): { names: string[]; values: number[] } {
  const [stridesA, stridesB] = [batchStrides(a, shape), batchStrides(b, shape)];
  const dims = [...stridesA.keys()];
  return {
    names: dims.flatMap((dim) => [`size_${dim}`, `batch_a_${dim}`, `batch_b_${dim}`]),
    values: dims.flatMap((dim) => [shape[dim], stridesA[dim], stridesB[dim]] as number[]),
  };
}

/** The statements that find the matrices which belong to matrix `batch` of the result. */
function findMatrices(dims: number): string {
  const lines = ['var rest = batch; var base_a = 0; var base_b = 0;'];
  for (let dim = dims - 1; dim >= 0; dim--) {
    const at = `(rest % fn_size_${dim}())`;
    lines.push(
      `base_a += ${at} * fn_batch_a_${dim}(); base_b += ${at} * fn_batch_b_${dim}();`,
      `rest /= fn_size_${dim}();`,
    );
  }
  return lines.join('\n  ');
}

/**
 * How the threads copy a tile to the memory of their group, four lines at a time: neighbours read
 * neighbours in memory, whichever way the matrix lies.
 *
 * @param isAlong - whether the elements along the sum are neighbours in memory.
 */
function copyTile(name: 'a' | 'b', threads: number, isAlong: boolean, lines: string): string {
  const [quadOf, alongOf] = isAlong
    ? [`e / ${depth}`, `e % ${depth}`]
    : [`e % ${threads}`, `e / ${threads}`];
  const reads = [0, 1, 2, 3].map((cell) => {
    const read = `value[${cell}] = fn_${name}(place + ${cell} * line_${name});`;
    return `if (line + ${cell} < ${lines}) { ${read} }`;
  });
  return `for (var step = 0; step < ${depth / threads}; step++) {
      let e = i32(thread) + step * ${threads * threads};
      let quad = ${quadOf};
      let along = ${alongOf};
      let line = first_${name} + quad * ${cells};
      let place = base_${name} + line * line_${name} + (begin + along) * along_${name};
      var value = vec4<f32>();
      if (begin + along < inner) {
        ${reads.join('\n        ')}
      }
      tile_${name}[along][quad] = value;
    }`;
}

/** The statements that write a row of a thread's cells. */
function writeRow(number: number, hasBias: boolean): string {
  const start = hasBias ? 'fn_bias(row * bias_row + (column + cell) * bias_column) + ' : '';
  return `{
    let row = first_a + i32(local.y) * ${cells} + ${number};
    let sums = total${number} + sum${number};
    if (row < rows) {
      for (var cell = 0; cell < ${cells}; cell++) {
        if (column + cell < columns) {
          result[(batch * rows + row) * columns + column + cell] = ${start}sums[cell];
        }
      }
    }
  }`;
}

function shaderOf(product: Product, threads: number, isAlongA: boolean, isAlongB: boolean): string {
  const { bias, shape } = product;
  const side = threads * cells;
  const each = (line: (row: number) => string, indent: string): string =>
    [0, 1, 2, 3].map(line).join(`\n${indent}`);
  return `var<workgroup> tile_a : array<array<vec4<f32>, ${threads}>, ${depth}>;
var<workgroup> tile_b : array<array<vec4<f32>, ${threads}>, ${depth}>;

@compute @workgroup_size(${threads}, ${threads})
fn main(
  @builtin(workgroup_id) group : vec3<u32>,
  @builtin(local_invocation_id) local : vec3<u32>,
  @builtin(local_invocation_index) thread : u32,
) {
  ${numbers.map((name) => `let ${name} = fn_${name}();`).join('\n  ')}
  let batch = i32(group.z);
  ${findMatrices(shape.length - 2)}
  let first_a = i32(group.y) * ${side};
  let first_b = i32(group.x) * ${side};
  ${each((row) => `var total${row} = vec4<f32>(); var sum${row} = vec4<f32>();`, '  ')}
  let tiles = (inner + ${depth - 1}) / ${depth};
  for (var tile = 0; tile < tiles; tile++) {
    let begin = tile * ${depth};
    ${copyTile('a', threads, isAlongA, 'rows')}
    ${copyTile('b', threads, isAlongB, 'columns')}
    workgroupBarrier();
    for (var k = 0; k < ${depth}; k++) {
      let left = tile_a[k][local.y];
      let right = tile_b[k][local.x];
      ${each((row) => `sum${row} += left[${row}] * right;`, '      ')}
    }
    workgroupBarrier();
    if (tile % ${tilesOfPartial} == ${tilesOfPartial - 1}) {
      ${each((row) => `total${row} += sum${row}; sum${row} = vec4<f32>();`, '      ')}
    }
  }
  let column = first_b + i32(local.x) * ${cells};
  ${each((row) => writeRow(row, bias !== null), '  ')}
}`;
}

/**
 * Tiles of both matrices are kept in the memory that a group of threads shares, so that an element is
 * read from the GPU's own memory once for each tile, not for each product.
 *
 * @returns `null` for batches of more matrices or dimensions than WebGPU takes.
 */
export function multiplyByTiles(gpu: Launcher, product: Product): Memory | null {
  const { a, b, bias, shape, m, n, inner, batches, length } = product;
  const threads = m * n * batches >= 512 * 512 && m >= 64 && n >= 64 ? 16 : 8;
  const side = threads * cells;
  const groups: Groups = [Math.ceil(n / side), Math.ceil(m / side), batches];
  if (groups.some((count) => count > mostGroups) || shape.length - 2 > mostBatchDims) return null;
  const [lineA, alongA] = a.strides.slice(-2) as [number, number];
  const [alongB, lineB] = b.strides.slice(-2) as [number, number];
  const [biasRow = 0, biasColumn = 0] = bias === null ? [] : broadcastStrides(bias, shape);
  const batch = batchNumbers(product);
  const names = bias === null ? ['a', 'b'] : ['a', 'b', 'bias'];
  const source = {
    inputs: names.map((name) => ({ name, kind: 'float' }) as const),
    uniforms: [...numbers, ...batch.names].map((name) => ({ name, type: 'Integer' }) as const),
    output: 'float',
    element: '',
    workgroup: shaderOf(product, threads, alongA === 1, alongB === 1),
  } as const;
  const given = [m, n, inner, lineA, alongA, lineB, alongB, biasRow, biasColumn, ...batch.values];
  return gpu.run(source, bias === null ? [a, b] : [a, b, bias], length, given, groups);
}
