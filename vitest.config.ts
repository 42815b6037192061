import type { ViteUserConfig } from 'vitest/config';
// By path, because the configuration is loaded before anything resolves packages to their source.
import { vitestConfig } from './tooling/vitest-config/src/index.ts';

const config: ViteUserConfig = vitestConfig;

export default config;
