/**
 * Arguments given by position, the options last, or all by name in one object:
 * `(0.2, { inplace: true })` is `({ negativeSlope: 0.2, inplace: true })`.
 */
export type NamedOr<Options, Positional extends readonly unknown[]> =
  | [options?: Options]
  | [...Positional, options?: Options];

/** The options that {@link NamedOr} arguments stand for; `names` are those of the positions. */
export function named<Options extends object>(
  names: readonly (keyof Options & string)[],
  given: readonly unknown[],
): Partial<Options> {
  const options: Record<string, unknown> = {};
  given.forEach((argument, position) => {
    const name = names[position];
    const isOptions = typeof argument === 'object' && argument !== null && !Array.isArray(argument);
    if (isOptions) Object.assign(options, argument);
    else if (name !== undefined && argument !== undefined) options[name] = argument;
  });
  return options as Partial<Options>;
}
