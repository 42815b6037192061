/** A number as JSON can carry it: `NaN` and the infinities are spelled out. */
export type EncodedNumber = number | 'NaN' | 'Infinity' | '-Infinity';

/** A tensor's dtype, shape and elements in row-major order; booleans are 0 and 1. */
export interface EncodedTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: readonly EncodedNumber[];
}

/** Elements too many to write down: `((i * 7919) % modulus + shift) / divisor + plus` for each `i`. */
export interface Pattern {
  readonly modulus: number;
  readonly shift: number;
  readonly divisor: number;
  readonly plus: number;
}

/** A leaf, and the views through which the operation sees it. */
export interface EncodedInput extends EncodedTensor {
  /** What the elements are, where `data` is empty because there are too many of them. */
  readonly pattern?: Pattern;
  /** Steps such as `['transpose', 0, 1]` or `['slice', dim, start, stop, step]`, applied in turn. */
  readonly view?: readonly (readonly [string, ...unknown[]])[];
  /** Whether the leaf requires a gradient. */
  readonly grad?: boolean;
}

/** What PyTorch answered, and how far from it an answer may be. */
export interface EncodedResult extends EncodedTensor {
  /** The absolute tolerance, where the dtype's own is too strict. */
  readonly atol?: number;
  /** Whether the output carries a graph. */
  readonly grad?: boolean;
}

/** What a call gave back that is not a tensor. */
export interface EncodedValue {
  readonly value: EncodedNumber | boolean;
}

/**
 * A call: a function of the namespace or of `nn.functional`, a method of the first argument, or a
 * primitive, whose inputs are the arguments and whose params are the options.
 */
export interface EncodedStep {
  readonly op: string;
  readonly call: 'function' | 'method' | 'functional' | 'primitive';
  /** Numbers, strings, null, lists, `{ t }` for a register, `{ slice }`, `{ number }`, `{ record }`. */
  readonly args: readonly unknown[];
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * One golden case. Registers hold the inputs, then the results of each step in turn; a case of
 * one step carries it on itself, a longer one has `steps` and names in `returns` what to check.
 */
export interface FixtureCase extends Partial<EncodedStep> {
  readonly name: string;
  readonly op: string;
  readonly steps?: readonly EncodedStep[];
  readonly returns?: readonly number[];
  readonly inputs: readonly EncodedInput[];
  /** PyTorch raised, in the call or in its gradient. */
  readonly throws?: boolean;
  readonly outputs?: readonly (EncodedResult | EncodedValue | null)[];
  /** For each input, the gradient of the weighted sum of the outputs, or null for none. */
  readonly gradients?: readonly (EncodedResult | null)[];
  /** For each input, the gradient of the weighted sum of those gradients. */
  readonly second?: readonly (EncodedResult | null)[];
}

/** The steps of a case, however it spells them. */
export function stepsOf(fixture: FixtureCase): readonly EncodedStep[] {
  if (fixture.steps) return fixture.steps;
  const { op, call, args, options } = fixture;
  if (!call || !args) throw new Error(`case '${fixture.name}' has neither steps nor a call`);
  return [options ? { op, call, args, options } : { op, call, args }];
}

/** The number that `encoded` stands for. */
export function decodeNumber(encoded: EncodedNumber): number {
  return typeof encoded === 'number' ? encoded : Number(encoded);
}
