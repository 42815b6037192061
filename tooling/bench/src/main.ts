import { cpus } from 'node:os';
import process from 'node:process';
import { accelerate, createKernels, type Kernels } from '@chainrule/kernels-cpu';
import { enableRelaxedSimd } from '@chainrule/kernels-cpu/node';
import { benchGemm } from './gemm.ts';
import { benchMemory } from './memory.ts';
import { benchLoader, benchMnist } from './mnist.ts';
import { benchOptimizers } from './optimizers.ts';
import { PyTorch } from './pytorch.ts';
import { benchVectorMath } from './vector-math.ts';
import { benchXor } from './xor.ts';

type Bench = (torch: PyTorch | undefined) => Promise<string> | string;

const builds: Kernels[] = [createKernels({ build: 'simd' })];
if (enableRelaxedSimd()) builds.push(createKernels({ build: 'relaxed-simd' }));
const best = builds.at(-1)!;

const benches: Readonly<Record<string, Bench>> = {
  gemm: (torch) => benchGemm(builds, torch),
  'vector-math': (torch) => benchVectorMath(best, torch),
  optimizers: (torch) => benchOptimizers(best, torch),
  xor: benchXor,
  mnist: benchMnist,
  loader: benchLoader,
  memory: benchMemory,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(
    `bench: no ${unknown.join(', ')}; there is ${Object.keys(benches).join(', ')}\n`,
  );
  process.exit(2);
}

accelerate();
const torch = await PyTorch.start();
console.log(
  `${cpus()[0]?.model ?? 'an unknown CPU'}, ${cpus().length} cores, Node ${process.version}`,
);
console.log(
  torch
    ? `One thread each; PyTorch ${torch.version}`
    : 'PyTorch is not installed, so there is nothing to compare with (python3-torch on Debian)',
);
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  console.log(`\n${await benches[name]?.(torch)}`);
}
torch?.stop();
