import type { Options } from 'tsup';
import { packageConfig } from '../../tooling/tsup-config/src/index.ts';

const own: Options = packageConfig();

// `tsup.translators.config.ts` builds the one that is left out, after this.
const config: Options = {
  ...own,
  entry: [...(own.entry as string[]), '!src/compiler/translators.ts'],
};

export default config;
