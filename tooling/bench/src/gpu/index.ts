import { formatNumber, formatTable } from '../table.ts';
import { openInChromium } from './chromium.ts';
import type { GpuName } from './contestant.ts';
import type { Measured, Work } from './measure.ts';
import { openInNode } from './node.ts';

/** Contestants on one device. */
export interface Arena {
  /** What computes, as the driver names it. */
  readonly renderer: string;
  /** Those that started. */
  readonly names: readonly string[];
  measure(name: string, work: Work): Promise<Measured | null>;
  close(): Promise<void>;
}

const products = [256, 512, 1024, 2048];
const LENGTH = 1_000_000;

const works: readonly { readonly title: string; readonly work: Work }[] = [
  ...products.map((side) => ({
    title: `${side} x ${side} x ${side}`,
    work: { kind: 'product', side } as const,
  })),
  { title: 'sum of 1e6 elements', work: { kind: 'sum', length: LENGTH } },
  { title: 'step of 784-32-32-10, SGD', work: { kind: 'step' } },
];

function open(device: GpuName): Promise<Arena> {
  return device === 'headlessgl' ? openInNode(device) : openInChromium(device);
}

/** The kinds of work, to measure some of them only. */
export const gpuWorks: readonly string[] = [...new Set(works.map(({ work }) => work.kind))];

/**
 * Tables of a GPU device: how long products, a sum and a training step take, later and the first time.
 *
 * @param kinds - the kinds of work to measure.
 */
export async function* benchGpu(
  device: GpuName,
  kinds: readonly string[] = gpuWorks,
): AsyncIterable<string> {
  const arena = await open(device);
  const { names, renderer } = arena;
  const rows: { title: string; measured: (Measured | null)[] }[] = [];
  try {
    for (const { title, work } of works) {
      if (!kinds.includes(work.kind)) continue;
      const measured: (Measured | null)[] = [];
      for (const name of names) measured.push(await arena.measure(name, work));
      rows.push({ title, measured });
    }
  } finally {
    await arena.close();
  }
  const [own] = names;
  const header = [`ms, ${device}`, ...names, ...names.slice(1).map((name) => `${name} / ${own}`)];
  yield `${renderer}\n${formatTable(
    header,
    rows.map(({ title, measured }) => {
      const times = measured.map((each) => each?.later);
      const ratios = times.slice(1).map((time) => time && times[0] && time / times[0]);
      return [title, ...[...times, ...ratios].map(formatNumber)];
    }),
  )}`;
  yield formatTable(
    [`ms, ${device}, the first time`, ...names],
    rows.map(({ title, measured }) => [
      title,
      ...measured.map((each) => formatNumber(each?.first)),
    ]),
  );
}
