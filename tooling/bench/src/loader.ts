import { DataLoader, LabelledImages, transforms } from '@chainrule/datasets';
import { randint } from '@chainrule/tensor';
import { bestSeconds } from './measure.ts';
import type { PyTorch } from './pytorch.ts';
import { formatNumber, formatTable } from './table.ts';

const BATCH = 100;
const IMAGES = 10_000;

/** A table of images a second: kept as bytes, shuffled, made floats, and put into batches. */
export async function benchLoader(torch?: PyTorch): Promise<string> {
  const images = randint(256, [IMAGES, 28, 28], { dtype: 'uint8' });
  const labels = randint(10, [IMAGES], { dtype: 'uint8' });
  const digits = new LabelledImages(images, labels, [], { transform: transforms.toTensor() });
  const loader = new DataLoader(digits, { batchSize: BATCH, shuffle: true });
  const seconds = bestSeconds(() => {
    for (const _ of loader);
  });
  const reference = torch && (await torch.seconds({ kind: 'loader', count: IMAGES, batch: BATCH }));
  const rates = [IMAGES / seconds, reference && IMAGES / reference];
  const cells = [...rates, reference && reference / seconds].map(formatNumber);
  return formatTable(
    ['images a second', 'Chainrule', 'PyTorch', 'ratio'],
    [[`DataLoader, shuffled, batch ${BATCH}`, ...cells]],
  );
}
