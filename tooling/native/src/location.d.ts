/** The variable that names the folder, for the tests and for `@chainrule/kernels-gpu`. */
export const nativeModulesVariable: 'CHAINRULE_NATIVE_MODULES';

/** The npm project whose dependencies are the native modules. */
export const nativeProject: string;

/**
 * The folder that `pnpm setup:native` installs into. Other versions of the modules, another Node or
 * another kind of machine have another folder, so that none is ever taken for the other.
 */
export function nativeModulesCache(): string;

/** The folder to load native modules from: the one that is named, or the cache once it is there. */
export function nativeModulesFolder(): string | undefined;

/** Names the cache in the environment, unless it names a folder already or there is no cache. */
export function nameNativeModules(): void;
