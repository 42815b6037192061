import { describeHost } from '../testing/describe-host.ts';

await describeHost('webgpu', 4);
