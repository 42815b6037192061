import { ArgumentError } from '@chainrule/tensor';

/**
 * Tensors under the names that PyTorch gives them: `bn.runningMean` becomes `bn.running_mean`. Use
 * it on a state dict that PyTorch is to load.
 *
 * @throws {ArgumentError} when two names become one.
 * @example
 * ```ts
 * const model = new Sequential(new Linear(2, 3), new BatchNorm1d(3));
 * Object.keys(toPyTorchNames(model.stateDict()))[4]; // '1.running_mean'
 * ```
 */
export function toPyTorchNames<Value>(
  tensors: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return rename(tensors, (name) =>
    name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
}

/**
 * Tensors under the names that Chainrule gives them: `bn.running_mean` becomes `bn.runningMean`. Use
 * it on a state dict that PyTorch saved.
 *
 * @throws {ArgumentError} when two names become one.
 * @example
 * ```ts
 * const model = new Sequential(new Linear(2, 8), new BatchNorm1d(8));
 * const fromPyTorch = toPyTorchNames(model.stateDict());
 * fromPyTorch['1.running_mean']?.shape; // [8]
 * model.loadStateDict(fromPyTorchNames(fromPyTorch));
 * ```
 */
export function fromPyTorchNames<Value>(
  tensors: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return rename(tensors, (name) =>
    name.replace(/(?<=[a-zA-Z0-9])_([a-z0-9])/g, (_, character: string) => character.toUpperCase()),
  );
}

function rename<Value>(
  tensors: Readonly<Record<string, Value>>,
  change: (name: string) => string,
): Record<string, Value> {
  const renamed = new Map<string, Value>();
  for (const [name, value] of Object.entries(tensors)) {
    const changed = change(name);
    if (renamed.has(changed)) {
      throw new ArgumentError(`two names become '${changed}', one of them '${name}'; rename one`);
    }
    renamed.set(changed, value);
  }
  return Object.fromEntries(renamed);
}
