import { ArgumentError } from '@chainrule/tensor';

/** A whole number within bounds; a `null` default means that nothing is set unless it is given. */
export interface IntegerParameter<Default extends number | null = number | null> {
  readonly kind: 'integer';
  readonly description: string;
  readonly default: Default;
  readonly minimum: number;
}

/** A finite real number within bounds. */
export interface RealParameter {
  readonly kind: 'real';
  readonly description: string;
  readonly default: number;
  readonly minimum: number;
}

/** One word out of a few. */
export interface ChoiceParameter<Choice extends string = string> {
  readonly kind: 'choice';
  readonly description: string;
  readonly default: Choice;
  readonly choices: readonly Choice[];
}

/** What a reader may turn on an experiment. */
export type Parameter = IntegerParameter | RealParameter | ChoiceParameter;

/** The parameters of one experiment by name, in camelCase; an app shows them as flags or as form fields. */
export type ParameterTable = Readonly<Record<string, Parameter>>;

/** The value that a parameter takes in a run. */
export type ParameterValue<P extends Parameter> =
  P extends ChoiceParameter<infer Choice>
    ? Choice
    : P extends IntegerParameter<infer Default>
      ? null extends Default
        ? number | null
        : number
      : number;

/** A value for every parameter of a table. */
export type Settings<Table extends ParameterTable = ParameterTable> = {
  readonly [Name in keyof Table]: ParameterValue<Table[Name]>;
};

/** The number of optimizer steps to take. */
export function steps(count: number): IntegerParameter<number> {
  return {
    kind: 'integer',
    description: 'optimizer steps to take',
    default: count,
    minimum: 1,
  };
}

/** The number of passes over the training set. */
export function epochs(count: number): IntegerParameter<number> {
  return {
    kind: 'integer',
    description: 'passes over the training set',
    default: count,
    minimum: 1,
  };
}

/** The optimizer's learning rate. */
export function learningRate(rate: number): RealParameter {
  return { kind: 'real', description: "the optimizer's learning rate", default: rate, minimum: 0 };
}

/** The number of samples in a batch. */
export function batchSize(count: number): IntegerParameter<number> {
  return { kind: 'integer', description: 'samples in a batch', default: count, minimum: 1 };
}

/** The seed of every random stream, as `torch.manual_seed` takes it. */
export function seed(value = 777): IntegerParameter<number> {
  return {
    kind: 'integer',
    description: 'seed of the random streams, as for torch.manual_seed',
    default: value,
    minimum: 0,
  };
}

/** The number of training images to use, counted from the first; all of them unless it is given. */
export function limit(): IntegerParameter<null> {
  return {
    kind: 'integer',
    description: 'train on only the first N images; tests use all of theirs',
    default: null,
    minimum: 1,
  };
}

/** One of several words, the default first named. */
export function choice<const Choice extends string>(
  description: string,
  choices: readonly Choice[],
  defaultChoice: NoInfer<Choice>,
): ChoiceParameter<Choice> {
  return { kind: 'choice', description, default: defaultChoice, choices };
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads the value of a parameter from the text that a person typed.
 *
 * @throws {ArgumentError} The text is not such a value; the message says what would be.
 *
 * @example
 * ```ts
 * parseParameter(steps(10_001), '500'); // 500
 * parseParameter(steps(10_001), '-1'); // throws ArgumentError: expected a whole number of 1 or more, got "-1"
 * ```
 */
export function parseParameter(parameter: Parameter, text: string): number | string {
  if (parameter.kind === 'choice') {
    if (parameter.choices.includes(text)) return text;
    throw new ArgumentError(`expected ${parameter.choices.join(' or ')}, got "${text}"`);
  }
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  const isOfKind =
    parameter.kind === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (isOfKind && value >= parameter.minimum) return value;
  const noun = parameter.kind === 'integer' ? 'a whole number' : 'a number';
  throw new ArgumentError(`expected ${noun} of ${parameter.minimum} or more, got "${text}"`);
}

/**
 * Fills in the defaults of the parameters that were not given.
 *
 * @example
 * ```ts
 * resolveSettings({ steps: steps(10_001), lr: learningRate(1) }, { steps: 100 });
 * // { steps: 100, lr: 1 }
 * ```
 */
export function resolveSettings<Table extends ParameterTable>(
  table: Table,
  given: Partial<Settings<Table>>,
): Settings<Table> {
  const resolved = Object.entries(table).map(([name, parameter]) => [
    name,
    given[name] ?? parameter.default,
  ]);
  return Object.fromEntries(resolved) as Settings<Table>;
}
