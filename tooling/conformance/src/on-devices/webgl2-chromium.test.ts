import { describeHost } from '../testing/describe-host.ts';

await describeHost('webgl2-chromium', 4);
