import { expect, it } from 'vitest';
import { beginTraining, keepCheckpoint } from './checkpoints.ts';
import type { RunContext } from './experiment.ts';

const host: RunContext = { device: 'cpu', eager: false };
const training = { models: {}, optimizers: {} };

it('training begins at 0 unless the host restored something', async () => {
  expect(await beginTraining(host, training)).toEqual({ done: 0 });
  expect(await beginTraining({ ...host, onBuilt: () => undefined }, training)).toEqual({ done: 0 });
  const restored = { done: 5, extra: { cost: 0.5 } };
  const onBuilt = async (): Promise<typeof restored> => restored;
  expect(await beginTraining({ ...host, onBuilt }, training)).toBe(restored);
});

it('checkpoints are kept every so many, and at the end', async () => {
  const kept: number[] = [];
  const checkpoints = { every: 4, save: ({ done }: { done: number }) => void kept.push(done) };
  for (let done = 1; done <= 10; done++) {
    await keepCheckpoint({ ...host, checkpoints }, 10, { done });
    await keepCheckpoint(host, 10, { done });
  }
  expect(kept).toEqual([4, 8, 10]);
});
