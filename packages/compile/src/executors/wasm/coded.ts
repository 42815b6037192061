import { programCodes as codes, smallestProduct } from '@chainrule/kernels-cpu';
import {
  bytesPerElement,
  type Generator,
  numberOfElements,
  type ParamsOf,
  type Tensor,
} from '@chainrule/tensor';
import type { Instruction } from '../../trace.ts';
import type { Addresses, Encoder } from './tasks.ts';

/** The first byte of a tensor. */
export function addressOf(tensor: Tensor, addresses: Addresses): number {
  return addresses.of(tensor.storage) + tensor.offset * bytesPerElement(tensor.dtype);
}

/** The bits of a float32, and of a float64 in two words. */
function wordOfFloat(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0] as number;
}

function wordsOfDouble(value: number): number[] {
  return [...new Int32Array(Float64Array.of(value).buffer)];
}

/** A matrix as BLAS sees it, or `null` if neither its rows nor its columns are dense. */
function blasOperand({ shape, strides }: Tensor): { transposed: 0 | 1; stride: number } | null {
  const [rows, columns] = shape as readonly [number, number];
  const [byRow, byColumn] = strides as readonly [number, number];
  if ((byColumn === 1 || columns === 1) && byRow >= columns)
    return { transposed: 0, stride: byRow };
  if ((byRow === 1 || rows === 1) && byColumn >= rows) return { transposed: 1, stride: byColumn };
  return null;
}

/** Whether `bias` is one row that all rows of the product begin from. */
function isRow(bias: Tensor, columns: number): boolean {
  return bias.isContiguous() && bias.numel() === columns && bias.shape[bias.ndim - 1] === columns;
}

/**
 * `bias + a @ b`: in registers from the size on from which eager products are, so that both have the
 * same bits, and below in float64.
 */
function product(out: Tensor, a: Tensor, b: Tensor, bias: Tensor | null): Encoder | null {
  if (out.ndim !== 2 || out.dtype !== 'float32') return null;
  const [m, n] = out.shape as readonly [number, number];
  const k = a.shape[1] as number;
  const [left, right] = [blasOperand(a), blasOperand(b)];
  const large = m * n * k >= smallestProduct && left !== null && right !== null;
  if (large && (bias === null || isRow(bias, n))) {
    return (addresses) => {
      const [from, by] = [addressOf(a, addresses), addressOf(b, addresses)];
      const start = bias === null ? 0 : addressOf(bias, addresses);
      const workspace = addresses.productWorkspace(m, n, k);
      // biome-ignore format: as the code lists them
      return [
        codes.GEMM, left.transposed, right.transposed, m, n, k, from, left.stride, by, right.stride,
        start, addressOf(out, addresses), n, workspace,
      ];
    };
  }
  const [biasRow, biasColumn] = bias === null ? [0, 0] : stridesUnder(bias, out);
  return (addresses) => {
    const steps = [...a.strides, ...b.strides].map((stride) => 4 * stride) as number[];
    const [aRow, aColumn, bRow, bColumn] = steps as [number, number, number, number];
    const start = bias === null ? 0 : addressOf(bias, addresses);
    // biome-ignore format: as the code lists them
    return [
      codes.PRODUCT, m, n, k, addressOf(out, addresses),
      addressOf(a, addresses), aRow, aColumn, addressOf(b, addresses), bRow, bColumn,
      start, 4 * biasRow, 4 * biasColumn,
    ];
  };
}

function stridesUnder(bias: Tensor, { shape }: Tensor): [number, number] {
  const strideOf = (fromEnd: number): number => {
    const dim = bias.ndim - fromEnd;
    if (dim < 0 || (bias.shape[dim] === 1 && shape[2 - fromEnd] !== 1)) return 0;
    return bias.strides[dim] as number;
  };
  return [strideOf(2), strideOf(1)];
}

/** Sums over neighbouring dimensions of a dense tensor. */
function sum({ inputs, params, out }: Instruction): Encoder | null {
  const [x] = inputs as readonly [Tensor];
  const { dims } = params as ParamsOf<'sum'>;
  const [first] = dims;
  const last = dims[dims.length - 1];
  if (first === undefined || last === undefined || last - first !== dims.length - 1) return null;
  if (x.dtype !== 'float32' || !x.isContiguous() || x.numel() === 0) return null;
  const outer = numberOfElements(x.shape.slice(0, first));
  const length = numberOfElements(x.shape.slice(first, last + 1));
  const inner = numberOfElements(x.shape.slice(last + 1));
  return (addresses) => [
    codes.SUM,
    outer,
    length,
    inner,
    addressOf(x, addresses),
    addressOf(out, addresses),
  ];
}

function softmax(code: number, { inputs, params, out }: Instruction): Encoder | null {
  const [x] = inputs as readonly [Tensor];
  const { dim } = params as ParamsOf<'softmax'>;
  const columns = x.shape[dim];
  const isLast = dim === x.ndim - 1 && columns !== undefined && x.numel() > 0;
  if (!isLast || x.dtype !== 'float32' || !x.isContiguous()) return null;
  const rows = x.numel() / columns;
  return (addresses) => [code, rows, columns, addressOf(x, addresses), addressOf(out, addresses)];
}

/** A copy between matrices of four-byte elements, whatever their strides. */
function copy(source: Tensor, target: Tensor): Encoder | null {
  const isWide = target.dtype === 'float32' || target.dtype === 'int32';
  if (!isWide || source.dtype !== target.dtype || source.numel() === 0) return null;
  const kept = target.shape.map((_, dim) => dim).filter((dim) => target.shape[dim] !== 1);
  if (kept.length > 2 || source.ndim !== target.ndim) return null;
  const [rowDim, columnDim] = kept.length === 2 ? kept : [undefined, kept[0]];
  const lengthOf = (dim: number | undefined): number =>
    dim === undefined ? 1 : (target.shape[dim] as number);
  const stepOf = ({ strides }: Tensor, dim: number | undefined): number =>
    dim === undefined ? 0 : 4 * (strides[dim] as number);
  return (addresses) => [
    codes.COPY,
    lengthOf(rowDim),
    lengthOf(columnDim),
    ...[source, target].flatMap((tensor) => [
      addressOf(tensor, addresses),
      stepOf(tensor, rowDim),
      stepOf(tensor, columnDim),
    ]),
  ];
}

/** The draws that have kernels in WebAssembly. */
function random({ params, out }: Instruction): Encoder | null {
  const { distribution, generator } = params as ParamsOf<'random'> & { generator: Generator };
  if (out.dtype !== 'float32' || !out.isContiguous() || out.numel() === 0) return null;
  const where = (addresses: Addresses): number[] => [
    addresses.generator(generator),
    addressOf(out, addresses),
    out.numel(),
  ];
  if (distribution.name === 'uniform') {
    const bounds = [distribution.from, distribution.to].map(wordOfFloat);
    return (addresses) => [codes.UNIFORM, ...where(addresses), ...bounds];
  }
  if (distribution.name === 'bernoulli' && typeof distribution.p === 'number') {
    const probability = wordsOfDouble(distribution.p);
    return (addresses) => [codes.BERNOULLI, ...where(addresses), ...probability];
  }
  return null;
}

/** How an instruction that is not elementwise is written, or `null` if it has no kernel. */
export function encoderOf(instruction: Instruction): Encoder | null {
  const { primitive, inputs, out, kind } = instruction;
  const [x, y, z] = inputs as readonly [Tensor, Tensor, Tensor];
  if (kind === 'copy') return copy(x, out);
  switch (primitive) {
    case 'matmul':
      return product(out, x, y, null);
    case 'addmm':
      return product(out, y, z, x);
    case 'sum':
      return sum(instruction);
    case 'softmax':
      return softmax(codes.SOFTMAX, instruction);
    case 'logSoftmax':
      return softmax(codes.LOG_SOFTMAX, instruction);
    case 'contiguous':
      return copy(x, out);
    case 'random':
      return random(instruction);
    default:
      return null;
  }
}
