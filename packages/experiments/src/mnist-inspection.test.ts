import { bytesSource, type FileSource } from '@chainrule/datasets';
import { manualSeed } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import type { Training } from './experiment.ts';
import type { Moment } from './following.ts';
import { inspectSequential } from './inspection.ts';
import { mnistBatchnorm } from './mnist-batchnorm.ts';
import { mnistData } from './mnist-data.ts';
import { evaluate } from './mnist-evaluation.ts';
import { classify, confusionMatrix, histograms, predict } from './mnist-inspection.ts';
import { threeLayers } from './mnist-nets.ts';
import { resolveSettings } from './parameters.ts';
import { idx } from './testing/idx.ts';

/** 40 training and 30 test images of noise, labelled 0 to 9 in turn. */
function noise(): FileSource {
  const images = (count: number): Uint8Array =>
    idx([count, 28, 28], (place) => (place * 2654435761) >>> 24);
  const labels = (count: number): Uint8Array => idx([count], (place) => place % 10);
  return bytesSource({
    'train-images-idx3-ubyte': images(40),
    'train-labels-idx1-ubyte': labels(40),
    't10k-images-idx3-ubyte': images(30),
    't10k-labels-idx1-ubyte': labels(30),
  });
}

it('looks into a net as evaluation does', async () => {
  const { test } = await mnistData(null, noise());
  manualSeed(0);
  const net = threeLayers('xavier', 'relu');
  const inspection = inspectSequential(net);

  const counts = await confusionMatrix(inspection, test);
  expect(counts.map((row) => row.reduce((sum, count) => sum + count))).toEqual(Array(10).fill(3));
  let step = await evaluate(net, test, 'cpu').next();
  const evaluation = evaluate(net, test, 'cpu');
  while (!step.done) step = await evaluation.next();
  const right = counts.reduce((sum, row, digit) => sum + row[digit]!, 0);
  expect(right / 30).toBeAllclose(step.value.accuracy);

  const [first] = await predict(inspection, 'net', test, 1);
  expect(first).toMatchObject({ model: 'net', index: 0, label: 0, width: 28, height: 28 });
  const pixels = Float32Array.from(first!.pixels, (ink) => ink / 255);
  const probabilities = await classify(inspection, pixels);
  expect(probabilities.reduce((sum, p) => sum + p)).toBeAllclose(1, { rtol: 1e-5 });
  expect(probabilities[first!.predicted]).toBeAllclose(first!.probability, { atol: 6e-5 });
  expect(Math.max(...probabilities)).toBe(probabilities[first!.predicted]);
  expect(() => classify(inspection, new Float32Array(783))).toThrow('784 pixels, got 783');

  const spreads = await histograms(inspection, test);
  expect(spreads.map(({ layer }) => layer)).toEqual(['hidden 1', 'hidden 2', 'logits']);
  expect(spreads.map(({ counts: bins }) => bins.reduce((a, b) => a + b))).toEqual([
    30 * 256,
    30 * 256,
    30 * 10,
  ]);
});

it('a follower of nets on images is told of both after each batch, and may look into them', async () => {
  const moments: Moment[] = [];
  let training: Training | undefined;
  const run = async (follows: boolean): Promise<unknown[]> => {
    const settings = resolveSettings(mnistBatchnorm.parameters, { epochs: 2, batchSize: 10 });
    const losses: unknown[] = [];
    const events = mnistBatchnorm.run(settings, {
      device: 'cpu',
      eager: false,
      source: noise(),
      onLoss: (model, loss) => losses.push([model, loss]),
      onBuilt: (built) => {
        training = built;
      },
      ...(follows && {
        follower: {
          stride: () => 1,
          at: async (moment) => {
            moments.push(moment);
            await confusionMatrix(training!.inspections!['batch norm']!, training!.test!);
          },
        },
      }),
    });
    for await (const event of events) if (event.type === 'epoch') losses.push(event.loss);
    return losses;
  };
  expect(await run(true)).toEqual(await run(false));
  expect(moments.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(moments.every(({ total, costs }) => total === 8 && costs.length === 2)).toBe(true);
});
