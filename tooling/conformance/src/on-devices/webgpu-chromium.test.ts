import { describeHost } from '../testing/describe-host.ts';

await describeHost('webgpu-chromium', 4);
