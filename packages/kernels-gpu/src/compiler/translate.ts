import { functionNodes, type ShadingLanguage, type ValueType } from './gpu-js.ts';

/** What may be called in a kernel: the types of its arguments and of its result. */
export interface Callable {
  readonly arguments: readonly ValueType[];
  readonly returns: ValueType;
}

/** A function in a shading language, and the functions that it calls. */
export interface Translation {
  readonly text: string;
  readonly calls: readonly string[];
}

// Loops have constant bounds here, which gpu.js keeps as they are; this is for the others.
const loopMaxIterations = 2 ** 31 - 1;

/**
 * Translates one function of a kernel from gpu.js's JavaScript.
 *
 * @param lookup - what the function may call.
 * @throws {Error} for a call of something unknown, or JavaScript that gpu.js does not take.
 */
export function translate(
  language: ShadingLanguage,
  name: string,
  source: string,
  types: Callable,
  lookup: (name: string) => Callable | undefined,
): Translation {
  const calls = new Set<string>();
  const node = new functionNodes[language](source, {
    name,
    argumentTypes: types.arguments,
    returnType: types.returns,
    output: [1, 1, 1],
    precision: 'single',
    isRootKernel: false,
    loopMaxIterations,
    lookupReturnType: (called) => lookup(called)?.returns ?? null,
    lookupFunctionArgumentTypes: (called) => lookup(called)?.arguments,
    needsArgumentType: () => false,
    assignArgumentType: () => {},
    triggerImplyArgumentType: (called) => {
      throw new Error(`${name} calls ${called}, which is neither an input nor in the library`);
    },
    onFunctionCall: (_, called) => {
      calls.add(called);
    },
  });
  return { text: node.toString(), calls: [...calls] };
}
