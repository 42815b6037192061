import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BatchNorm1d, Linear, Sequential, Sigmoid } from '@chainrule/nn';
import {
  fromPyTorchNames,
  loadSafetensors,
  saveSafetensors,
  toPyTorchNames,
} from '@chainrule/serialize';
import { manualSeed, randn, type Tensor } from '@chainrule/tensor';
import { optional } from '@chainrule/vitest-config/optional';
import { expect, it } from 'vitest';

const python = '/usr/bin/python3';
const predict = fileURLToPath(new URL('../safetensors_predict.py', import.meta.url));
const recorded = new URL('../fixtures/safetensors/model.safetensors', import.meta.url);

/** What `safetensors_model.py` builds. */
function buildModel(): Sequential {
  return new Sequential(
    new Linear(2, 10),
    new BatchNorm1d(10),
    new Sigmoid(),
    new Linear(10, 1),
    new Sigmoid(),
  );
}

it('a model that PyTorch saved predicts here what it did there', () => {
  const { tensors, metadata } = loadSafetensors(readFileSync(recorded));
  const { input, output, ...state } = tensors as Record<string, Tensor>;
  const model = buildModel();
  model.loadStateDict(fromPyTorchNames(state));
  model.eval();
  expect(model(input!)).toBeAllclose(output, { rtol: 1e-6, atol: 0 });
  expect(metadata).toEqual({ format: 'pt' });
});

const hasPyTorch = spawnSync(python, ['-c', 'import torch']).status === 0;

optional(
  'PyTorch',
  hasPyTorch,
  'apt-get install python3-torch',
)('with PyTorch', () => {
  it('a model saved here predicts there what it does here', async () => {
    manualSeed(777);
    const model = buildModel();
    model(randn(32, 2));
    model.eval();
    const input = randn(8, 2);
    const sent = { ...toPyTorchNames(model.stateDict()), input };
    const note = { note: 'é\n"' };

    const folder = mkdtempSync(join(tmpdir(), 'chainrule-safetensors-'));
    try {
      const [from, to] = [join(folder, 'from.safetensors'), join(folder, 'to.safetensors')];
      writeFileSync(from, await saveSafetensors(sent, note));
      execFileSync(python, [predict, from, to]);
      const { tensors, metadata } = loadSafetensors(readFileSync(to));
      const { output, ...returned } = tensors;
      expect(output).toBeAllclose(model(input), { rtol: 1e-6, atol: 0 });
      expect(metadata).toEqual(note);
      expect(await saveSafetensors(returned, metadata)).toEqual(await saveSafetensors(sent, note));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
