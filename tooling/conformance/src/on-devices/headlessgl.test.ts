import { describeHost } from '../testing/describe-host.ts';

await describeHost('headlessgl', 10);
