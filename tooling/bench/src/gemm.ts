import { gemm, type Kernels } from '@chainrule/kernels-cpu';
import { bestSeconds } from './measure.ts';
import type { PyTorch } from './pytorch.ts';
import { formatNumber, formatTable } from './table.ts';

interface Product {
  readonly label: string;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

const square = (size: number): Product => ({
  label: `${size} x ${size} x ${size}`,
  transposeA: false,
  transposeB: false,
  m: size,
  n: size,
  k: size,
});

const products: readonly Product[] = [
  square(256),
  square(512),
  square(1024),
  linear('784 to 32, batch 100', 100, 784, 32),
  weightGradient('its weight gradient', 100, 784, 32),
  inputGradient('its input gradient', 100, 784, 32),
  linear('32 to 10, batch 100', 100, 32, 10),
  linear('512 to 512, batch 100', 100, 512, 512),
  linear('10 to 10, batch 4', 4, 10, 10),
  linear('2 to 2, batch 4', 4, 2, 2),
];

/** `x W^T`, with W `(outputs, inputs)` as `nn.Linear` holds it. */
function linear(label: string, batch: number, inputs: number, outputs: number): Product {
  return { label, transposeA: false, transposeB: true, m: batch, n: outputs, k: inputs };
}

/** `g^T x`. */
function weightGradient(label: string, batch: number, inputs: number, outputs: number): Product {
  return { label, transposeA: true, transposeB: false, m: outputs, n: inputs, k: batch };
}

/** `g W`. */
function inputGradient(label: string, batch: number, inputs: number, outputs: number): Product {
  return { label, transposeA: false, transposeB: false, m: batch, n: inputs, k: outputs };
}

/** A table of matrix products in GFLOP/s: each build on resident data, eager calls, PyTorch. */
export async function benchGemm(builds: readonly Kernels[], torch?: PyTorch): Promise<string> {
  const header = [
    'GFLOP/s',
    ...builds.map(({ build }) => build),
    'with copies',
    'PyTorch',
    'ratio',
  ];
  const rows: string[][] = [];
  for (const { label, ...product } of products) {
    const flops = 2e-9 * product.m * product.n * product.k;
    const rates = builds.map((kernels) => flops / bestSeconds(residentProduct(kernels, product)));
    const eager = flops / bestSeconds(eagerProduct(product));
    const reference = torch && flops / (await torch.seconds({ kind: 'gemm', ...product }));
    const ratio = reference && Math.max(...rates) / reference;
    rows.push([label, ...[...rates, eager, reference, ratio].map(formatNumber)]);
  }
  return formatTable(header, rows);
}

type Shape = Omit<Product, 'label'>;

function residentProduct({ arena, functions }: Kernels, product: Shape): () => void {
  const { transposeA, transposeB, m, n, k } = product;
  const [a, b, c] = [m * k, k * n, m * n].map((length) => {
    const offset = arena.allocate(4 * length);
    arena.float32(offset, length).fill(0.5);
    return offset;
  }) as [number, number, number];
  const workspace = arena.allocate(functions.sgemmWorkspace(m, n, k));
  const lda = transposeA ? m : k;
  const ldb = transposeB ? k : n;
  return () =>
    functions.sgemm(transposeA, transposeB, m, n, k, 1, a, lda, b, ldb, 0, c, n, workspace);
}

function eagerProduct({ transposeA, transposeB, m, n, k }: Shape): () => void {
  const a = new Float32Array(m * k).fill(0.5);
  const b = new Float32Array(k * n).fill(0.5);
  const c = new Float32Array(m * n);
  return () => gemm(transposeA, transposeB, m, n, k, 1, a, b, 0, c);
}
