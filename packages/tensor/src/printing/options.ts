import { ArgumentError } from '../errors.ts';

/** How tensors are printed. */
export interface PrintOptions {
  /** Digits after the point of a floating point number. */
  readonly precision: number;
  /** A tensor with more elements than this is summarised; `Infinity` never summarises. */
  readonly threshold: number;
  /** Elements shown at each end of a dim that is summarised. */
  readonly edgeitems: number;
  /** Characters a line may take before it is broken. */
  readonly linewidth: number;
  /** Always (`true`), never (`false`), or by the numbers themselves (`null`) in scientific form. */
  readonly sciMode: boolean | null;
}

/** What {@link setPrintoptions} takes: a profile, and settings that override it. */
export interface PrintOptionChanges extends Partial<PrintOptions> {
  readonly profile?: PrintProfile;
}

/** A set of print options with a name: `short` prints 2 digits, `full` never summarises. */
export type PrintProfile = 'default' | 'short' | 'full';

type ProfileOptions = Omit<PrintOptions, 'sciMode'>;

const profiles: { readonly [P in PrintProfile]: ProfileOptions } = {
  default: { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80 },
  short: { precision: 2, threshold: 1000, edgeitems: 2, linewidth: 80 },
  full: { precision: 4, threshold: Infinity, edgeitems: 3, linewidth: 80 },
};

let current: PrintOptions = { ...profiles.default, sciMode: null };

/** The print options in force. */
export function getPrintoptions(): PrintOptions {
  return { ...current };
}

/**
 * Changes how tensors are printed from now on.
 *
 * Settings that are not named stay as they are, except `sciMode`: as in PyTorch, a call that
 * does not name it sets it back to `null`.
 *
 * @throws {ArgumentError} when a setting is out of range; nothing is changed then.
 * @example
 * ```ts
 * setPrintoptions({ precision: 2 });
 * formatTensor({ shape: [1], dtype: 'float64', data: new Float64Array([1.12345]), device: 'cpu' });
 * // 'tensor([1.12], dtype=torch.float64)'
 * setPrintoptions({ profile: 'default' });
 * ```
 * @see https://pytorch.org/docs/1.13/generated/torch.set_printoptions.html
 */
export function setPrintoptions(changes: PrintOptionChanges = {}): void {
  current = changeOptions(current, { ...changes, sciMode: changes.sciMode ?? null });
}

/**
 * `options` with `changes` made to them; a setting that is `undefined` keeps its value.
 *
 * @throws {ArgumentError} when a setting is out of range.
 */
export function changeOptions(options: PrintOptions, changes: PrintOptionChanges): PrintOptions {
  const base = changes.profile === undefined ? options : profileOptions(changes.profile);
  const { sciMode } = changes;
  const changed: PrintOptions = {
    precision: changes.precision ?? base.precision,
    threshold: changes.threshold ?? base.threshold,
    edgeitems: changes.edgeitems ?? base.edgeitems,
    linewidth: changes.linewidth ?? base.linewidth,
    sciMode: sciMode === undefined ? options.sciMode : sciMode,
  };
  checkInteger('precision', changed.precision, 0);
  checkInteger('edgeitems', changed.edgeitems, 1);
  checkInteger('linewidth', changed.linewidth, 1);
  if (!(changed.threshold >= 0)) {
    throw new ArgumentError(`threshold must be a number of at least 0; got ${changed.threshold}`);
  }
  return changed;
}

function profileOptions(profile: PrintProfile): ProfileOptions {
  if (Object.hasOwn(profiles, profile)) return profiles[profile];
  const known = Object.keys(profiles).join(', ');
  throw new ArgumentError(`unknown print profile ${JSON.stringify(profile)}; there are ${known}`);
}

function checkInteger(name: string, value: number, minimum: number): void {
  if (Number.isInteger(value) && value >= minimum) return;
  throw new ArgumentError(`${name} must be an integer of at least ${minimum}; got ${value}`);
}
