import { experiments } from '@chainrule/experiments';
import { accelerate } from '@chainrule/kernels-cpu';
import { enableRelaxedSimd } from '@chainrule/kernels-cpu/node';
import { start } from './start.ts';

// Before any kernel is compiled: Node 20 has fused multiply-add behind a flag.
enableRelaxedSimd();
accelerate();

await start({ experiments });
