import { transform } from 'sucrase';
import type { Output, ProgramError } from './messages.ts';
import { type PlotOptions, plotOf, type Series } from './plot.ts';
import { show } from './show.ts';

/** Loads a module that a program may import. */
export type Loader = () => Promise<object>;

/** Names the program in stack traces, so that its lines can be found there. */
const PROGRAM_NAME = 'program.ts';

type Body = (
  require: (name: string) => object,
  exports: object,
  console: object,
  plot: (series: Series | Readonly<Record<string, Series>>, options?: PlotOptions) => void,
) => Promise<void>;

const AsyncFunction = (async () => undefined).constructor as new (...parts: string[]) => Body;

/** Lines that stand before a program's first in the function that is made of it. */
function linesBefore(): number {
  const probe = new AsyncFunction('a', 'MARK').toString().split('\n');
  return probe.findIndex((line) => line.includes('MARK'));
}

/** The modules that a program imports, by name. */
function importedNames(compiled: string): string[] {
  return [...compiled.matchAll(/\brequire\((['"])(.+?)\1\)/g)].map(([, , name]) => name as string);
}

/**
 * Runs a program in TypeScript, with `import` for the given modules, `await` anywhere, `console` and
 * `plot`. What it puts out is told as it comes.
 *
 * @returns where it went wrong, or `null`.
 */
export async function evaluate(
  code: string,
  modules: Readonly<Record<string, Loader>>,
  put: (output: Output) => void,
): Promise<ProgramError | null> {
  const say =
    (level: 'log' | 'warning' | 'error') =>
    (...values: unknown[]): void =>
      put({ type: 'text', text: show(values), level });
  const console = {
    log: say('log'),
    info: say('log'),
    debug: say('log'),
    warn: say('warning'),
    error: say('error'),
  };
  try {
    const { code: compiled } = transform(code, {
      transforms: ['typescript', 'imports'],
      filePath: PROGRAM_NAME,
      production: true,
      keepUnusedImports: true,
    });
    const loaded = await load(importedNames(compiled), modules);
    const body = new AsyncFunction(
      'require',
      'exports',
      'console',
      'plot',
      `${compiled}\n//# sourceURL=${PROGRAM_NAME}`,
    );
    await body(
      (name) => loaded.get(name) as object,
      {},
      console,
      (series, options) => put({ type: 'plot', plot: plotOf(series, options) }),
    );
    return null;
  } catch (error) {
    return describe(error);
  }
}

async function load(
  names: readonly string[],
  modules: Readonly<Record<string, Loader>>,
): Promise<Map<string, object>> {
  const loaded = new Map<string, object>();
  for (const name of names) {
    const loader = Object.hasOwn(modules, name) ? modules[name] : undefined;
    if (loader === undefined) {
      const known = Object.keys(modules).join(', ');
      throw new Error(`cannot import '${name}'; here there is ${known}`);
    }
    loaded.set(name, await loader());
  }
  return loaded;
}

function describe(error: unknown): ProgramError {
  if (!(error instanceof Error)) return { message: `Uncaught ${show([error])}`, line: null };
  // A syntax error tells its place in the message: "... (12:5)".
  const place = /\((\d+):\d+\)$/.exec(error.message);
  if (error instanceof SyntaxError && place !== null) {
    const message = error.message.replace(/^Error transforming .*?: /, '').replace(place[0], '');
    return { message: `SyntaxError: ${message.trim()}`, line: Number(place[1]) };
  }
  const frame = new RegExp(`${PROGRAM_NAME}:(\\d+)`).exec(error.stack ?? '');
  const line = frame === null ? null : Number(frame[1]) - linesBefore();
  return { message: `${error.name}: ${error.message}`, line };
}
