import { describe, type SuiteAPI } from 'vitest';

/** The variable that turns a missing optional part from a skip into a failure. */
const requireVariable = 'CHAINRULE_REQUIRE_OPTIONAL';

/**
 * The `describe` of tests that need an optional part of the machine, such as PyTorch or a GPU.
 *
 * Where the part is missing the tests are skipped, and the reason is printed. Under
 * `CHAINRULE_REQUIRE_OPTIONAL=1`, which continuous integration sets, a missing part fails.
 *
 * @example
 * ```ts
 * import { existsSync } from 'node:fs';
 *
 * const isThere = existsSync('/usr/bin/chromium');
 * const describeInBrowser = optional('a browser', isThere, 'apt-get install chromium');
 * typeof describeInBrowser; // 'function'
 * ```
 *
 * @param partName what the tests need, as the reason names it.
 * @param isThere whether this machine has it.
 * @param howToInstall what to run to get it.
 * @throws {Error} when the part is missing though `CHAINRULE_REQUIRE_OPTIONAL=1` asks for it.
 */
export function optional(
  partName: string,
  isThere: boolean,
  howToInstall: string,
): SuiteAPI | SuiteAPI['skip'] {
  if (isThere) return describe;
  const reason = `${partName} is not there; to get it: ${howToInstall}`;
  if (process.env[requireVariable] === '1') {
    throw new Error(`${reason} (${requireVariable}=1 asks for every optional part)`);
  }
  console.warn(`skipped: ${reason}`);
  return describe.skip;
}
