import { noGrad } from '@chainrule/autograd';
import { ArgumentError, formatShape, shapesEqual, Tensor } from '@chainrule/tensor';
import type { AnyModule } from './module.ts';

/** Parameters and persistent buffers by dotted name, such as `0.weight`. */
export type StateDict = Record<string, Tensor>;

/** Options of `loadStateDict`. */
export interface LoadStateDictOptions {
  /** Refuse a dict whose keys are not exactly the module's. Default true. */
  readonly strict?: boolean;
}

/** The keys that a module and a dict do not share. */
export interface IncompatibleKeys {
  /** What the module has and the dict does not. */
  readonly missingKeys: string[];
  /** What the dict has and the module does not. */
  readonly unexpectedKeys: string[];
}

/**
 * Every parameter and persistent buffer by name: a module's own first, then its children's. What
 * is shared comes under each of its names.
 */
export function* stateEntries(module: AnyModule, prefix: string): Generator<[string, Tensor]> {
  for (const [name, parameter] of module.ownParameters()) yield [prefix + name, parameter];
  for (const [name, buffer, persistent] of module.ownBuffers()) {
    if (persistent) yield [prefix + name, buffer];
  }
  for (const [name, child] of module.ownModules()) {
    yield* stateEntries(child, `${prefix}${name}.`);
  }
}

function checkTensors(stateDict: StateDict): void {
  if (typeof stateDict !== 'object' || stateDict === null) {
    throw new ArgumentError(
      `loadStateDict takes an object of tensors by name; got ${stateDict === null ? 'null' : typeof stateDict}`,
    );
  }
  for (const [key, value] of Object.entries(stateDict)) {
    if (value instanceof Tensor) continue;
    throw new ArgumentError(`loadStateDict takes tensors; '${key}' is ${typeof value}`);
  }
}

function list(what: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${what} ${items.join(', ')}`];
}

/** Copies the values of a dict into a module; nothing is written unless all of it fits. */
export function loadState(
  module: AnyModule,
  stateDict: StateDict,
  { strict = true }: LoadStateDictOptions,
): IncompatibleKeys {
  checkTensors(stateDict);
  const own = new Map(stateEntries(module, ''));
  const missingKeys = [...own.keys()].filter((key) => !Object.hasOwn(stateDict, key));
  const unexpectedKeys = Object.keys(stateDict).filter((key) => !own.has(key));
  const pairs = [...own].flatMap(([key, target]) => {
    const source = Object.hasOwn(stateDict, key) ? stateDict[key] : undefined;
    return source === undefined ? [] : [{ key, target, source }];
  });
  const mismatches = pairs
    .filter(({ target, source }) => !shapesEqual(target.shape, source.shape))
    .map(
      ({ key, target, source }) =>
        `${key} (the dict has ${formatShape(source.shape)}, the module ${formatShape(target.shape)})`,
    );

  const problems = [
    ...list('missing keys', strict ? missingKeys : []),
    ...list('unexpected keys', strict ? unexpectedKeys : []),
    ...list('shapes that differ:', mismatches),
  ];
  if (problems.length > 0) {
    throw new ArgumentError(
      `the state dict does not fit ${module.constructor.name}: ${problems.join('; ')}`,
    );
  }
  noGrad(() => {
    for (const { target, source } of pairs) target.copy_(source);
  });
  return { missingKeys, unexpectedKeys };
}
