import type { Kernels } from '@chainrule/kernels-cpu';
import { bestSeconds } from './measure.ts';
import type { PyTorch } from './pytorch.ts';
import { formatNumber, formatTable } from './table.ts';

/** Small enough for the second-level cache, so that arithmetic is what is timed. */
const COUNT = 16_384;

const plain = {
  exp: Math.exp,
  log: Math.log,
  sigmoid: (x: number): number => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
} as const;

/** A table of nanoseconds an element: the kernels, a plain loop over Math's functions, PyTorch. */
export async function benchVectorMath(kernels: Kernels, torch?: PyTorch): Promise<string> {
  const rows: string[][] = [];
  for (const name of Object.keys(plain) as (keyof typeof plain)[]) {
    const perElement = (seconds: number): number => (1e9 * seconds) / COUNT;
    const own = perElement(bestSeconds(resident(kernels, name)));
    const loop = perElement(bestSeconds(plainLoop(plain[name])));
    const reference = torch && perElement(await torch.seconds({ kind: 'map', name, count: COUNT }));
    rows.push([name, ...[own, loop, reference, reference && reference / own].map(formatNumber)]);
  }
  return formatTable(['ns an element', 'kernels', 'plain loop', 'PyTorch', 'ratio'], rows);
}

function values(): Float32Array {
  return Float32Array.from({ length: COUNT }, (_, i) => (8 * i) / COUNT);
}

function resident({ arena, functions }: Kernels, name: keyof typeof plain): () => void {
  const source = arena.allocate(4 * COUNT);
  const target = arena.allocate(4 * COUNT);
  arena.float32(source, COUNT).set(values());
  return () => functions[name](source, target, COUNT);
}

function plainLoop(apply: (x: number) => number): () => void {
  const source = values();
  const target = new Float32Array(COUNT);
  return () => {
    for (let i = 0; i < COUNT; i++) target[i] = apply(source[i]!);
  };
}
