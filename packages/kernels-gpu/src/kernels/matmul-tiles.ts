import type { Tensor } from '@chainrule/tensor';
import type { Launcher } from '../launcher.ts';
import { broadcastStrides } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import { batchStrides, type Product } from './product.ts';

// A group of 16 x 16 threads computes 64 x 64 elements, 4 x 4 each; smaller results take 8 x 8
// threads, so that there are groups for the whole GPU.
const cells = 4;
const depth = 16;

// Groups that WebGPU starts in one dimension at most.
const mostGroups = 65_535;

// Partial sums of this many tiles are added up by themselves, for accuracy.
const tilesOfPartial = 8;

function batchPlace(x: Tensor, { shape }: Product): string {
  const strides = batchStrides(x, shape);
  const terms: string[] = [];
  let inner = 1;
  for (let dim = shape.length - 3; dim >= 0; dim--) {
    const size = shape[dim] as number;
    if (strides[dim] !== 0) terms.push(`batch / ${inner} % ${size} * ${strides[dim]}`);
    inner *= size;
  }
  return terms.join(' + ') || '0';
}

/**
 * How the threads copy a tile to the memory of their group, four lines at a time: neighbours read
 * neighbours in memory, whichever way the matrix lies.
 *
 * @param line - elements from one line to the next; the sum goes along a line.
 * @param along - elements from one product to the next.
 */
function copyTile(
  name: 'a' | 'b',
  threads: number,
  line: number,
  along: number,
  lines: number,
  inner: number,
): string {
  const [quadOf, alongOf] =
    along === 1 ? [`e / ${depth}`, `e % ${depth}`] : [`e % ${threads}`, `e / ${threads}`];
  const bounds = (cell: number): string[] => [
    ...(lines % (threads * cells) === 0
      ? []
      : [`quad * ${cells} + ${cell} + first_${name} < ${lines}`]),
    ...(inner % depth === 0 ? [] : [`begin + along < ${inner}`]),
  ];
  const reads = [0, 1, 2, 3].map((cell) => {
    const read = `value[${cell}] = fn_${name}(place + ${cell * line});`;
    const isInside = bounds(cell).join(' && ');
    return isInside === '' ? read : `if (${isInside}) { ${read} }`;
  });
  return `for (var step = 0; step < ${depth / threads}; step++) {
      let e = i32(thread) + step * ${threads * threads};
      let quad = ${quadOf};
      let along = ${alongOf};
      let place = base_${name} + (first_${name} + quad * ${cells}) * ${line} + (begin + along) * ${along};
      var value = vec4<f32>();
      ${reads.join('\n      ')}
      tile_${name}[along][quad] = value;
    }`;
}

/**
 * Tiles of both matrices are kept in the memory that a group of threads shares, so that an element is
 * read from the GPU's own memory once for each tile, not for each product.
 *
 * @returns `null` for more matrices in a batch than WebGPU starts groups for.
 */
export function multiplyByTiles(gpu: Launcher, product: Product): Memory | null {
  const { a, b, bias, shape, m, n, inner, batches, length } = product;
  const threads = m * n * batches >= 512 * 512 && m >= 64 && n >= 64 ? 16 : 8;
  const side = threads * cells;
  const groups = [Math.ceil(n / side), Math.ceil(m / side), batches] as const;
  if (groups.some((count) => count > mostGroups)) return null;
  const [aRow, aColumn] = a.strides.slice(-2) as [number, number];
  const [bRow, bColumn] = b.strides.slice(-2) as [number, number];
  const [biasRow = 0, biasColumn = 0] = bias === null ? [] : broadcastStrides(bias, shape);
  const start =
    bias === null ? '0.0' : `fn_bias(row * ${biasRow} + (column + cell) * ${biasColumn})`;
  const rows = [0, 1, 2, 3];
  const code = `var<workgroup> tile_a : array<array<vec4<f32>, ${threads}>, ${depth}>;
var<workgroup> tile_b : array<array<vec4<f32>, ${threads}>, ${depth}>;

@compute @workgroup_size(${threads}, ${threads})
fn main(
  @builtin(workgroup_id) group : vec3<u32>,
  @builtin(local_invocation_id) local : vec3<u32>,
  @builtin(local_invocation_index) thread : u32,
) {
  let batch = i32(group.z);
  let base_a = ${batchPlace(a, product)};
  let base_b = ${batchPlace(b, product)};
  let first_a = i32(group.y) * ${side};
  let first_b = i32(group.x) * ${side};
  ${rows.map((row) => `var total${row} = vec4<f32>(); var sum${row} = vec4<f32>();`).join('\n  ')}
  for (var tile = 0; tile < ${Math.ceil(inner / depth)}; tile++) {
    let begin = tile * ${depth};
    ${copyTile('a', threads, aRow, aColumn, m, inner)}
    ${copyTile('b', threads, bColumn, bRow, n, inner)}
    workgroupBarrier();
    for (var k = 0; k < ${depth}; k++) {
      let left = tile_a[k][local.y];
      let right = tile_b[k][local.x];
      ${rows.map((row) => `sum${row} += left[${row}] * right;`).join('\n      ')}
    }
    workgroupBarrier();
    if (tile % ${tilesOfPartial} == ${tilesOfPartial - 1}) {
      ${rows.map((row) => `total${row} += sum${row}; sum${row} = vec4<f32>();`).join('\n      ')}
    }
  }
  let column = first_b + i32(local.x) * ${cells};
  ${rows
    .map(
      (number) => `{
    let row = first_a + i32(local.y) * ${cells} + ${number};
    let sums = total${number} + sum${number};
    if (row < ${m}) {
      for (var cell = 0; cell < ${cells}; cell++) {
        if (column + cell < ${n}) {
          result[(batch * ${m} + row) * ${n} + column + cell] = ${start} + sums[cell];
        }
      }
    }
  }`,
    )
    .join('\n  ')}
}`;
  const names = bias === null ? ['a', 'b'] : ['a', 'b', 'bias'];
  const source = {
    inputs: names.map((name) => ({ name, kind: 'float' }) as const),
    output: 'float',
    element: '',
    workgroup: { code, groups },
  } as const;
  return gpu.run(source, bias === null ? [a, b] : [a, b, bias], length);
}
