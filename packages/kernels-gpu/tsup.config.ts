import type { Options } from 'tsup';
import { packageConfig } from '../../tooling/tsup-config/src/index.ts';

const config: Options = packageConfig();

export default config;
