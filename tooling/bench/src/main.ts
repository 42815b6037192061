import { cpus, totalmem } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { accelerate, createKernels, type Kernels } from '@chainrule/kernels-cpu';
import { enableRelaxedSimd } from '@chainrule/kernels-cpu/node';
import { benchGemm } from './gemm.ts';
import type { GpuName } from './gpu/contestant.ts';
import { benchGpu } from './gpu/index.ts';
import { benchLoader } from './loader.ts';
import { benchMemory } from './memory.ts';
import { benchMnist } from './mnist.ts';
import { benchOptimizers } from './optimizers.ts';
import { PyTorch } from './pytorch.ts';
import { benchVectorMath } from './vector-math.ts';
import { benchVersus } from './versus/index.ts';
import { benchXor } from './xor.ts';

/** Measures, and gives tables as they come to be. */
type Bench = (torch: PyTorch | undefined) => AsyncIterable<string> | Iterable<Promise<string>>;

const builds: Kernels[] = [createKernels({ build: 'simd' })];
if (enableRelaxedSimd()) builds.push(createKernels({ build: 'relaxed-simd' }));
const best = builds.at(-1)!;

const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: {
    steps: { type: 'string', default: '200000' },
    device: { type: 'string', default: 'cpu' },
  },
});

const benches: Readonly<Record<string, Bench>> = {
  gemm: (torch) => [benchGemm(builds, torch)],
  'vector-math': (torch) => [benchVectorMath(best, torch)],
  optimizers: (torch) => [benchOptimizers(best, torch)],
  xor: benchXor,
  mnist: benchMnist,
  loader: (torch) => [benchLoader(torch)],
  memory: () => benchMemory(Number(values.steps)),
  versus: benchVersus,
};

const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(
    `bench: no ${unknown.join(', ')}; there is ${Object.keys(benches).join(', ')}\n`,
  );
  process.exit(2);
}

const devices = ['cpu', 'headlessgl', 'webgl2', 'webgpu'];
if (!devices.includes(values.device)) {
  process.stderr.write(`bench: no device ${values.device}; there is ${devices.join(', ')}\n`);
  process.exit(2);
}

accelerate();
const [{ model = 'an unknown CPU' } = {}] = cpus();
const gigabytes = Math.round(totalmem() / 2 ** 30);
console.log(`${model}, ${cpus().length} cores, ${gigabytes} GB, Node ${process.version}`);
if (values.device !== 'cpu') {
  for await (const table of benchGpu(values.device as GpuName)) console.log(`\n${table}`);
  process.exit(0);
}
const torch = await PyTorch.start().catch((error: Error) => {
  console.log(
    `Nothing to compare with, as PyTorch does not start (python3-torch on Debian): ${error.message}`,
  );
  return undefined;
});
if (torch) console.log(`PyTorch ${torch.version}, one thread each`);
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  for await (const table of benches[name]?.(torch) ?? []) console.log(`\n${table}`);
}
torch?.stop();
