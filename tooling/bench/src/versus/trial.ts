import type { Library, Training } from './library.ts';
import type { MnistWork, Work, XorWork } from './work.ts';

/** The steps of a training on XOR, as in the notebook. */
export const XOR_STEPS = 10_001;

/** The steps of XOR whose losses are compared: early ones, before small differences have grown. */
const XOR_CHECKS = [1, 101, 501];

/** So many steps on MNIST have their losses compared. */
const MNIST_CHECKS = 20;

/** Seconds to spend on what is timed, and on steps before it. */
const BUDGET = 2;

/** How one library did with one piece of work. */
export interface Trial {
  readonly version: string;
  /** Where it trains another way than PyTorch does. */
  readonly differs?: string;
  /** Of the steps that are compared. */
  readonly losses: readonly number[];
  /** Of the last step. */
  readonly finalLoss: number;
  /** Seconds of the best training on XOR, or of the best step on MNIST. */
  readonly seconds: number;
}

async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1e3;
}

/** The best of what is measured until the budget is spent: twice at least. */
async function bestSeconds(work: () => unknown): Promise<number> {
  let [best, spent] = [Number.POSITIVE_INFINITY, 0];
  for (let count = 0; count < 2 || spent < BUDGET; count++) {
    const seconds = await secondsOf(work);
    spent += seconds;
    best = Math.min(best, seconds);
  }
  return best;
}

type Measured = Pick<Trial, 'losses' | 'finalLoss' | 'seconds'>;

async function tryXor(library: Library, work: XorWork): Promise<Measured> {
  const losses: number[] = [];
  for (const steps of XOR_CHECKS) losses.push(await library.xor(work, steps));
  const finalLoss = await library.xor(work, XOR_STEPS);
  return { losses, finalLoss, seconds: await bestSeconds(() => library.xor(work, XOR_STEPS)) };
}

async function tryMnist(training: Training, { batches }: MnistWork): Promise<Measured> {
  const losses: number[] = [];
  let done = 0;
  const step = async (): Promise<void> => {
    await training.step(done++ % batches.length);
  };
  const start = performance.now();
  while (losses.length < 3 || (losses.length < MNIST_CHECKS && elapsed(start) < 5 * BUDGET)) {
    await step();
    losses.push(await training.loss());
  }
  // A few steps at a time, so that the loss, which some compute only when asked, counts for little.
  const together = elapsed(start) / losses.length > BUDGET / 10 ? 1 : 10;
  const seconds = await bestSeconds(async () => {
    for (let count = 0; count < together; count++) await step();
    return training.loss();
  });
  return { losses, finalLoss: await training.loss(), seconds: seconds / together };
}

const elapsed = (start: number): number => (performance.now() - start) / 1e3;

/** Trains and measures; `null` for what the library cannot express. */
export async function attempt(library: Library, work: Work): Promise<Trial | null> {
  const { version } = library;
  if (work.kind === 'xor') {
    const differs = library.xorDiffers;
    return { version, ...(differs && { differs }), ...(await tryXor(library, work)) };
  }
  const differs = library.mnistDiffers ?? (work.dropout > 0 ? 'masks of its own' : undefined);
  const training = library.mnist(work);
  if (training === undefined) return null;
  return { version, ...(differs && { differs }), ...(await tryMnist(training, work)) };
}
