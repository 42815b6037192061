import { describeHost } from '../testing/describe-host.ts';

// The oracle runs all operations on the CPU already; a few show that this runner agrees.
await describeHost('cpu', 10);
