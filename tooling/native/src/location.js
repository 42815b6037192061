import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { arch, env, platform, versions } from 'node:process';
import { fileURLToPath } from 'node:url';

/** The variable that names the folder, for the tests and for `@chainrule/kernels-gpu`. */
export const nativeModulesVariable = 'CHAINRULE_NATIVE_MODULES';

/** The npm project whose dependencies are the native modules. */
export const nativeProject = fileURLToPath(new URL('../modules', import.meta.url));

/**
 * The folder that `pnpm setup:native` installs into. Other versions of the modules, another Node or
 * another kind of machine have another folder, so that none is ever taken for the other.
 */
export function nativeModulesCache() {
  const lock = readFileSync(join(nativeProject, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const caches = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const name = `native-${hash}-node${versions.modules}-${platform}-${arch}`;
  return join(caches, 'chainrule', name);
}

/** The folder to load native modules from: the one that is named, or the cache once it is there. */
export function nativeModulesFolder() {
  const named = env[nativeModulesVariable];
  if (named) return named;
  const cache = nativeModulesCache();
  return existsSync(cache) ? cache : undefined;
}

/** Names the cache in the environment, unless it names a folder already or there is no cache. */
export function nameNativeModules() {
  const folder = nativeModulesFolder();
  if (folder !== undefined) env[nativeModulesVariable] = folder;
}
