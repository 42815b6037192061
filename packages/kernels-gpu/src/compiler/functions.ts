import { nativeText } from '../library/function.ts';
import { library } from '../library/index.ts';
import type { ShadingLanguage } from './gpu-js.ts';
import type { KernelSource } from './source.ts';
import { type Callable, translate } from './translate.ts';

const element = { arguments: ['Integer'], number: 'Number', integer: 'Integer' } as const;

/** The types of `element(i)` and of an input: elements of floats are numbers, others integers. */
function elementTypes(kind: 'float' | 'int' | 'byte'): Callable {
  return { arguments: element.arguments, returns: kind === 'float' ? 'Number' : 'Integer' };
}

/** What the kernel itself brings: its inputs and its uniforms. */
function ownCallables(source: KernelSource): Map<string, Callable> {
  const own = new Map<string, Callable>();
  for (const { name, kind } of source.inputs) own.set(name, elementTypes(kind));
  for (const { name, type } of source.uniforms ?? [])
    own.set(name, { arguments: [], returns: type });
  return own;
}

const translatedLibrary = new Map<string, { text: string; calls: readonly string[] }>();

function libraryFunction(
  name: string,
  language: ShadingLanguage,
): { text: string; calls: readonly string[] } | undefined {
  const written = library.get(name);
  if (written === undefined) return undefined;
  if (!('javascript' in written)) {
    return { text: nativeText(written, language), calls: written.calls ?? [] };
  }
  const key = `${language} ${name}`;
  let translated = translatedLibrary.get(key);
  if (translated === undefined) {
    translated = translate(language, name, written.javascript, written, (called) =>
      library.get(called),
    );
    translatedLibrary.set(key, translated);
  }
  return translated;
}

/**
 * The functions of a kernel in a shading language: `element`, and before it what it calls of the
 * library, so that each comes before its first call.
 */
export function functionsOf(source: KernelSource, language: ShadingLanguage): string {
  const own = ownCallables(source);
  const main = translate(
    language,
    'element',
    source.element,
    elementTypes(source.output),
    (name) => own.get(name) ?? library.get(name),
  );
  const texts: string[] = [];
  const included = new Set(own.keys());
  const include = (name: string): void => {
    if (included.has(name)) return;
    included.add(name);
    const found = libraryFunction(name, language);
    // What is left is built in, such as exp.
    if (found === undefined) return;
    found.calls.forEach(include);
    texts.push(found.text);
  };
  main.calls.forEach(include);
  return [...texts, main.text].join('\n');
}
