/** What a layer is called in each place where it has a name. */
export interface LayerNames {
  /** Files: `gated-linear`. */
  readonly file: string;
  /** The class: `GatedLinear`. */
  readonly className: string;
  /** The function: `gatedLinear`. */
  readonly functionName: string;
  /** The package: `chainrule-gated-linear`. */
  readonly packageName: string;
}

/**
 * The names of a layer, from its name in kebab-case.
 *
 * @param packageName - what it is published as; `chainrule-NAME` where it isn't said.
 * @throws {Error} when the name is in another case.
 */
export function namesOf(name: string, packageName = `chainrule-${name}`): LayerNames {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name)) {
    throw new Error(
      `a layer is named in kebab-case, such as gated-linear; got ${JSON.stringify(name)}`,
    );
  }
  const functionName = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const className = `${functionName[0]?.toUpperCase()}${functionName.slice(1)}`;
  return { file: name, className, functionName, packageName };
}
