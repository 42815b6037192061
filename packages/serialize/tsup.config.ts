import type { Options } from 'tsup';
import { packageConfig } from '../../tooling/tsup-config/src/index.ts';

const config: Options = packageConfig({ entries: ['src/index.ts', 'src/node/index.ts'] });

export default config;
