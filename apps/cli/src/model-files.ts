import { modelPrefix, modelTensors, type Training } from '@chainrule/experiments';
import {
  fromPyTorchNames,
  loadCheckpoint,
  loadSafetensors,
  saveSafetensors,
} from '@chainrule/serialize';
import { writeFileAtomic } from '@chainrule/serialize/node';
import { decodeFile, readBytes } from './readable.ts';

type Models = Training['models'];

/**
 * Writes the weights of models to a safetensors file, under the names that PyTorch gives them. Where
 * there are several models, each one's names start with its own.
 */
export async function writeModels(path: string, models: Models): Promise<void> {
  // The value by which other tools know tensors that are laid out as PyTorch lays them out.
  const metadata = { format: 'pt' };
  await writeFileAtomic(path, await saveSafetensors(modelTensors(models), metadata));
}

/** Reads what {@link writeModels} wrote, a checkpoint, or what PyTorch saved, into models. */
export async function readModels(path: string, models: Models): Promise<void> {
  const bytes = await readBytes('--load', path);
  const { tensors, metadata } = decodeFile('--load', path, () => loadSafetensors(bytes));
  if (metadata.format === 'chainrule-checkpoint') {
    decodeFile('--load', path, () => loadCheckpoint(bytes, { model: models, generator: null }));
    return;
  }
  for (const [name, model] of Object.entries(models)) {
    const prefix = modelPrefix(models, name);
    const own = Object.entries(tensors)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, tensor]) => [key.slice(prefix.length), tensor]);
    model.loadStateDict(fromPyTorchNames(Object.fromEntries(own)));
  }
}
