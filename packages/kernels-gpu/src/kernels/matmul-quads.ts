import { contiguousStrides, type Shape, type Tensor } from '@chainrule/tensor';
import type { KernelInputValue, Launcher } from '../launcher.ts';
import { broadcastStrides, placeExpression } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';

/** Matrices whose rows lie in memory four elements at a time: row `r` begins at a multiple of 4. */
interface QuadRows {
  readonly value: KernelInputValue;
  readonly rowStride: number;
  /** The place of the matrix for batch `batch`. */
  readonly batchPlace: string;
}

// From this many products on, copying a matrix into rows of four pays.
const worthPacking = 2 ** 17;

// Quads of products that are added up before they join the total, for accuracy.
const blockLength = 16;

function fourfold(length: number): number {
  return Math.ceil(length / 4) * 4;
}

/** `x`, with its last two dims in `(row, inner)` order, as it is; `null` where rows are not in fours. */
function quadRowsInPlace(x: Tensor, batch: Shape): QuadRows | null {
  const strides = x.strides.slice(0, -2);
  const [row, inner] = [x.strides[x.ndim - 2] as number, x.strides[x.ndim - 1]];
  const inFours = [x.offset, row, x.shape[x.ndim - 1] as number, ...strides].every(
    (n) => n % 4 === 0,
  );
  if (inner !== 1 || !inFours) return null;
  return { value: x, rowStride: row, batchPlace: batchPlaceOf(x, batch) };
}

function batchPlaceOf(x: Tensor, batch: Shape): string {
  const matrices = x.withLayout(x.shape.slice(0, -2), x.strides.slice(0, -2), x.offset);
  return placeExpression(batch, broadcastStrides(matrices, batch), 'batch');
}

/** A copy of `x` whose rows are filled up with zeros to a multiple of 4. */
function packed(gpu: Launcher, x: Tensor, batch: Shape): QuadRows {
  const inner = x.shape[x.ndim - 1] as number;
  const width = fourfold(inner);
  const rows = x.shape.slice(0, -1);
  const filled = [...rows, width];
  const place = placeExpression(filled, x.strides);
  const value =
    inner === width ? `x(${place})` : `modulo(i, ${width}) < ${inner} ? x(${place}) : 0.0`;
  const length = filled.reduce((product, size) => product * size, 1);
  const memory = gpu.run(
    {
      inputs: [{ name: 'x', kind: 'float' }],
      output: 'float',
      element: `function element(i) { return ${value}; }`,
    },
    [x],
    length,
  );
  const copy = x.withLayout(filled, contiguousStrides(filled), 0);
  return {
    value: { memory, offset: 0 },
    rowStride: width,
    batchPlace: batchPlaceOf(copy, batch),
  };
}

/** The GLSL of four dot products over rows of `a` and of `b`. */
function quadText(a: QuadRows, b: QuadRows, m: number, n: number, width: number): string {
  const quads = width / 4;
  // Four columns of one row share what is read of `a`; elsewhere each has a row of its own.
  const shares = n % 4 === 0;
  const four = [0, 1, 2, 3];
  const lefts = shares ? [0] : four;
  const begin = four.map(
    (part) => `  int row${part} = (place + ${part}) / ${n};
  int right${part} = (place + ${part} - row${part} * ${n}) * ${b.rowStride};
  { int batch = row${part} / ${m}; right${part} += ${b.batchPlace}; }`,
  );
  const beginLeft = lefts.map(
    (part) => `  int left${part};
  { int batch = row${part} / ${m}; left${part} = (row${part} - batch * ${m}) * ${a.rowStride} + ${a.batchPlace}; }`,
  );
  const read = lefts.map((part) => `vec4 x${part} = a_quad(left${part} + at);`);
  const products = four.map(
    (part) => `partial${part} += ${shares ? 'x0' : `x${part}`} * b_quad(right${part} + at);`,
  );
  // Without a condition in the loop: some drivers run loops with one many times slower.
  const block = (steps: number, start: string): string => `
    vec4 partial0 = vec4(0.0), partial1 = vec4(0.0), partial2 = vec4(0.0), partial3 = vec4(0.0);
    for (int k = 0; k < ${steps}; k++) {
      int at = (${start} + k) * 4;
      ${[...read, ...products].join('\n      ')}
    }
    total0 += partial0; total1 += partial1; total2 += partial2; total3 += partial3;`;
  const blocks = Math.floor(quads / blockLength);
  const rest = quads % blockLength;
  return `vec4 quad(int place) {
${begin.join('\n')}
${beginLeft.join('\n')}
  vec4 total0 = vec4(0.0), total1 = vec4(0.0), total2 = vec4(0.0), total3 = vec4(0.0);
  for (int block = 0; block < ${blocks}; block++) {${block(blockLength, `block * ${blockLength}`)}
  }
  {${block(rest, String(blocks * blockLength))}
  }
  const vec4 one = vec4(1.0);
  return vec4(dot(total0, one), dot(total1, one), dot(total2, one), dot(total3, one));
}`;
}

/**
 * The product of float matrices on GL, four elements at a time: a texel holds four elements, so both
 * matrices are read along the dimension that is summed over, and every read gives four products.
 *
 * @param element - the plain kernel; it has what the quads call.
 * @returns `null` where it would not pay.
 */
export function multiplyQuads(
  gpu: Launcher,
  a: Tensor,
  b: Tensor,
  shape: Shape,
  element: string,
): Memory | null {
  const m = shape[shape.length - 2] as number;
  const n = shape[shape.length - 1] as number;
  const inner = a.shape[a.ndim - 1] as number;
  const batch = shape.slice(0, -2);
  const length = shape.reduce((product, size) => product * size, 1);
  if (inner < 4) return null;
  const transposed = swapped(b);
  const inPlace = [quadRowsInPlace(a, batch), quadRowsInPlace(transposed, batch)] as const;
  if (inPlace.includes(null) && length * inner < worthPacking) return null;
  const left = inPlace[0] ?? packed(gpu, a, batch);
  const right = inPlace[1] ?? packed(gpu, transposed, batch);
  return gpu.run(
    {
      inputs: [
        { name: 'a', kind: 'float' },
        { name: 'b', kind: 'float' },
      ],
      output: 'float',
      element,
      quad: quadText(left, right, m, n, fourfold(inner)),
    },
    [left.value, right.value],
    length,
  );
}

/** The last two dims swapped. */
function swapped(x: Tensor): Tensor {
  const swap = (values: readonly number[]): number[] => [
    ...values.slice(0, -2),
    values[values.length - 1] as number,
    values[values.length - 2] as number,
  ];
  return x.withLayout(swap(x.shape), swap(x.strides), x.offset);
}
