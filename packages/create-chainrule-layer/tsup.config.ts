import type { Options } from 'tsup';
import { packageConfig } from '../../tooling/tsup-config/src/index.ts';

const config: Options = packageConfig({ overrides: { platform: 'node' } });

export default config;
