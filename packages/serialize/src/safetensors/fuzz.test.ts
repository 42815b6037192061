import { FileFormatError, Generator, tensor, zeros } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { mutate, repairLength } from '../testing/mutate.ts';
import { loadSafetensors } from './load.ts';
import { saveSafetensors } from './save.ts';

const files = 20_000;
const seed = 777;

async function originals(): Promise<Uint8Array[]> {
  const all = {
    'layer.weight': tensor([
      [1, 2],
      [3, 4],
    ]),
    'layer.bias': tensor([1, 2], { dtype: 'float64' }),
    labels: tensor([1, 2, 3], { dtype: 'int32' }),
    pixels: tensor([1, 2, 3], { dtype: 'uint8' }),
    mask: tensor([true, false, true]),
    empty: zeros(0, 2),
  };
  return [
    await saveSafetensors(all, { note: 'some "text"' }),
    await saveSafetensors({ x: tensor(1) }),
    await saveSafetensors({}),
  ];
}

it(`${files} damaged files are refused as such, or are files`, async () => {
  const sources = await originals();
  const generator = new Generator().manualSeed(seed);
  let refused = 0;
  for (let count = 0; count < files; count++) {
    const original = sources[generator.random() % sources.length]!;
    let file = original;
    for (let round = generator.random() % 4; round >= 0; round--) file = mutate(file, generator);
    if (generator.random() % 2 === 0) file = repairLength(file, original);
    try {
      const { tensors, metadata } = loadSafetensors(file);
      const again = loadSafetensors(await saveSafetensors(tensors, metadata));
      expect(again.metadata).toEqual(metadata);
      expect(Object.keys(again.tensors).sort()).toEqual(Object.keys(tensors).sort());
      // Bounded memory: no type takes more than four times its bytes.
      const elements = Object.values(tensors).reduce((sum, x) => sum + x.numel(), 0);
      expect(elements).toBeLessThanOrEqual(file.length);
    } catch (error) {
      if (!(error instanceof FileFormatError)) throw error;
      expect(error.message.length).toBeLessThan(600);
      refused++;
    }
  }
  // Both ends were reached.
  expect(refused).toBeGreaterThan(files / 2);
  expect(refused).toBeLessThan(files);
}, 120_000);
