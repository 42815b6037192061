import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LayerNames } from './layer-names.ts';

/** Files by their path. */
export type Files = Readonly<Record<string, string>>;

// A package that works, with a layer of the name TemplateLayer. Both src and dist are beside it.
const folder = fileURLToPath(new URL('../template', import.meta.url));

function readTemplate(): [path: string, text: string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]);
}

/** Words that code can't use as a name, though they are in kebab-case. */
const reservedWords = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval ' +
    'export extends false finally for function if implements import in instanceof interface let new ' +
    'null package private protected public return static super switch this throw true try typeof ' +
    'undefined var void while with yield'
  ).split(' '),
);

/**
 * The files of a package with a layer of these names, all but its manifest and configuration.
 *
 * @throws {Error} when JavaScript or the code of the template has another use for a name.
 */
export function templateFiles(names: LayerNames): Files {
  const template = readTemplate();
  checkFree(names, template);
  const named = (text: string): string =>
    text
      .replaceAll('chainrule-template-layer', names.packageName)
      .replaceAll('TemplateLayer', names.className)
      .replaceAll('templateLayer', names.functionName)
      .replaceAll('template-layer', names.file);
  return Object.fromEntries(template.map(([path, text]) => [named(path), named(text)]));
}

function checkFree(
  { file, className, functionName }: LayerNames,
  template: readonly [path: string, text: string][],
): void {
  const code = template.filter(([path]) => /\.[jt]s$/.test(path)).map(([, text]) => text);
  const words = new Set(code.join('\n').match(/\w+/g));
  const taken = [className, functionName].find(
    (name) => reservedWords.has(name) || words.has(name),
  );
  if (taken === undefined) return;
  throw new Error(
    `a layer cannot be named ${file}, as ${taken} means something else in its code; ` +
      'pick a name of its own, such as gated-linear',
  );
}
