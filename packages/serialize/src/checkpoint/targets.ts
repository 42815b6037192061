import { ArgumentError, type Generator } from '@chainrule/tensor';
import { mapTensors } from './state.ts';

/** Anything that hands out its state and takes one back: a module, an optimizer, a scheduler. */
export interface Stateful {
  stateDict(): unknown;
  // A method, whose parameter may be narrower than this: `Module` takes tensors by name.
  loadStateDict(state: unknown): unknown;
}

/** One, or several by name. */
export type OneOrNamed<Part> = Part | Readonly<Record<string, Part>>;

/** What a checkpoint is taken of, and put back into. */
export interface CheckpointParts {
  readonly model?: OneOrNamed<Stateful>;
  readonly optimizer?: OneOrNamed<Stateful>;
  readonly scheduler?: OneOrNamed<Stateful>;
  /** Default: the default generator, so that random streams go on too; null for none. */
  readonly generator?: OneOrNamed<Generator> | null;
}

/** Something whose state can be taken and put back, and where a checkpoint keeps it. */
export interface Target {
  readonly kind: PartKind;
  /** Empty for the only one of its kind. */
  readonly name: string;
  read(): unknown;
  write(state: unknown): void;
}

/** The kinds of parts, in the order in which they are restored. */
export const partKinds = ['model', 'optimizer', 'scheduler', 'generator'] as const;

export type PartKind = (typeof partKinds)[number];

/** Every part as a {@link Target}. */
export function targetsOf(parts: CheckpointParts, defaultGenerator: Generator): Target[] {
  const generator = parts.generator === undefined ? defaultGenerator : parts.generator;
  return [
    ...statefulTargets('model', parts.model),
    ...statefulTargets('optimizer', parts.optimizer),
    ...statefulTargets('scheduler', parts.scheduler),
    ...(generator === null ? [] : generatorTargets(generator)),
  ];
}

/** A copy of what a target is now, which writing to the target does not change. */
export function snapshot(target: Target): unknown {
  return mapTensors(target.read(), (tensor) => tensor.detach().clone());
}

function statefulTargets(kind: PartKind, given: OneOrNamed<Stateful> | undefined): Target[] {
  return named(kind, given, isStateful, 'has stateDict() and loadStateDict()').map(
    ([name, part]) => ({
      kind,
      name,
      read: () => part.stateDict(),
      write: (state) => part.loadStateDict(state),
    }),
  );
}

function generatorTargets(given: OneOrNamed<Generator>): Target[] {
  return named('generator', given, isGenerator, 'has getState() and setState()').map(
    ([name, generator]) => ({
      kind: 'generator' as const,
      name,
      read: () => generator.getState(),
      write: (state) => generator.setState(state as Uint8Array),
    }),
  );
}

function named<Part>(
  kind: PartKind,
  given: OneOrNamed<Part> | undefined,
  isPart: (value: unknown) => value is Part,
  requirement: string,
): [string, Part][] {
  if (given === undefined) return [];
  if (isPart(given)) return [['', given]];
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  const misfit = entries.find(([name, part]) => name === '' || !isPart(part));
  if (entries.length === 0 || misfit !== undefined) {
    const found =
      misfit === undefined ? describe(given) : `${describe(misfit[1])} as '${misfit[0]}'`;
    throw new ArgumentError(
      `a checkpoint's ${kind} ${requirement}, or is an object of such, each by a name; got ${found}`,
    );
  }
  return entries;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? 'an object that is neither' : typeof value;
}

function hasMethods(value: unknown, ...methods: string[]): boolean {
  // A module can be called, so it is a function.
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  return methods.every((method) => typeof Reflect.get(value, method) === 'function');
}

function isStateful(value: unknown): value is Stateful {
  return hasMethods(value, 'stateDict', 'loadStateDict');
}

function isGenerator(value: unknown): value is Generator {
  return hasMethods(value, 'getState', 'setState');
}
