import { ArgumentError, defaultGenerator, FileFormatError } from '@chainrule/tensor';
import { type CheckpointContents, readContents } from './format.ts';
import type { Progress } from './save.ts';
import { isPlainObject } from './state.ts';
import {
  type CheckpointParts,
  type PartKind,
  partKinds,
  snapshot,
  type Target,
  targetsOf,
} from './targets.ts';

/**
 * Puts models, optimizers, schedulers and generators back into the state that `saveCheckpoint`
 * wrote down, to the bit, and returns how far training had come.
 *
 * All or nothing: when the file is bad, or does not fit one of the parts, none of them is changed.
 * A part that is not given is not restored; as for saving, the default generator is given unless
 * another is, or null.
 *
 * @throws {FileFormatError} when the bytes are no checkpoint.
 * @throws {ArgumentError} when the checkpoint lacks a part that is given, or a part does not fit.
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * const optimizer = new Adam(model.parameters());
 * const bytes = await saveCheckpoint({ model, optimizer, step: 100 });
 *
 * const { step = 0 } = loadCheckpoint(bytes, { model, optimizer });
 * step; // 100
 * loadCheckpoint(bytes, { model, generator: null }); // the weights alone
 * ```
 * @see https://pytorch.org/tutorials/recipes/recipes/saving_and_loading_a_general_checkpoint.html
 */
export function loadCheckpoint(bytes: Uint8Array | ArrayBuffer, parts: CheckpointParts): Progress {
  const contents = readContents(bytes);
  const progress = readProgress(contents);
  const targets = targetsOf(parts, defaultGenerator);
  const pairs = partKinds.flatMap((kind) => {
    const ofKind = targets.filter((target) => target.kind === kind);
    const isOptional = kind === 'generator' && parts.generator === undefined;
    return matchStates(kind, ofKind, contents, isOptional);
  });
  restore(pairs);
  return progress;
}

interface Restoration {
  readonly target: Target;
  readonly state: unknown;
}

/** Writes every state, or, when one is refused, puts back what was there and throws. */
function restore(pairs: readonly Restoration[]): void {
  const before: Restoration[] = [];
  try {
    for (const { target, state } of pairs) {
      before.push({ target, state: snapshot(target) });
      target.write(state);
    }
  } catch (error) {
    for (const { target, state } of before) target.write(state);
    throw error;
  }
}

function matchStates(
  kind: PartKind,
  targets: readonly Target[],
  { parts }: CheckpointContents,
  isOptional: boolean,
): Restoration[] {
  if (targets.length === 0) return [];
  const states = parts[kind];
  if (states === undefined) {
    if (isOptional) return [];
    const kinds = Object.keys(parts).join(', ');
    throw new ArgumentError(
      `the checkpoint has no ${kind}; it has ${kinds === '' ? 'none' : kinds}`,
    );
  }
  if (!isPlainObject(states)) {
    throw new FileFormatError(`checkpoint: its ${kind} is not an object of states by name`);
  }
  const asked = targets.map(({ name }) => name);
  const held = Object.keys(states);
  if (asked.length !== held.length || !asked.every((name) => Object.hasOwn(states, name))) {
    throw new ArgumentError(
      `the checkpoint holds ${describeNames(kind, held)}; asked to restore ${describeNames(kind, asked)}`,
    );
  }
  return targets.map((target) => ({ target, state: states[target.name] }));
}

function describeNames(kind: PartKind, names: readonly string[]): string {
  if (names.length === 1 && names[0] === '') return `one ${kind} without a name`;
  return `${kind} ${names.map((name) => `'${name}'`).join(', ')}`;
}

function readProgress({ progress: { step, epoch, extra } }: CheckpointContents): Progress {
  for (const [name, value] of Object.entries({ step, epoch })) {
    if (value === undefined || typeof value === 'number') continue;
    throw new FileFormatError(`checkpoint: its ${name} is ${typeof value}; expected a number`);
  }
  return {
    ...(typeof step === 'number' && { step }),
    ...(typeof epoch === 'number' && { epoch }),
    ...(extra !== undefined && { extra }),
  };
}
