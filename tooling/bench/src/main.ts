import { createKernels } from '@chainrule/kernels-cpu';
import { enableRelaxedSimd } from '@chainrule/kernels-cpu/node';
import { benchGemm } from './gemm.ts';
import { benchOptimizers } from './optimizers.ts';
import { PyTorch } from './pytorch.ts';
import { benchVectorMath } from './vector-math.ts';

const builds = [createKernels({ build: 'simd' })];
if (enableRelaxedSimd()) builds.push(createKernels({ build: 'relaxed-simd' }));
const best = builds.at(-1)!;

const torch = await PyTorch.start();
console.log(torch ? `One thread each; PyTorch ${torch.version}` : 'PyTorch is not installed');
console.log(`\n${await benchGemm(builds, torch)}`);
console.log(`\n${await benchVectorMath(best, torch)}`);
console.log(`\n${await benchOptimizers(best, torch)}`);
torch?.stop();
