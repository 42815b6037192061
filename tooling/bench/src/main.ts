import { cpus, totalmem } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { accelerate, createKernels, type Kernels, setNumThreads } from '@chainrule/kernels-cpu';
import { enableRelaxedSimd } from '@chainrule/kernels-cpu/node';
import { benchGemm } from './gemm.ts';
import type { GpuName } from './gpu/contestant.ts';
import { benchGpu, gpuWorks } from './gpu/index.ts';
import { benchLoader } from './loader.ts';
import { benchMemory } from './memory.ts';
import { benchMnist } from './mnist.ts';
import { benchOptimizers } from './optimizers.ts';
import { benchProfile } from './profile/index.ts';
import { netNames } from './profile/nets.ts';
import { PyTorch } from './pytorch.ts';
import { benchVectorMath } from './vector-math.ts';
import { benchVersus } from './versus/index.ts';
import { benchXor } from './xor.ts';

/** Measures, and gives tables as they come to be. */
type Bench = (torch: PyTorch | undefined) => AsyncIterable<string> | Iterable<Promise<string>>;

const builds: Kernels[] = [createKernels({ build: 'simd' })];
if (enableRelaxedSimd()) builds.push(createKernels({ build: 'relaxed-simd' }));
const best = builds.at(-1)!;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    steps: { type: 'string', default: '200000' },
    device: { type: 'string', default: 'cpu' },
    only: { type: 'string', multiple: true, default: [...gpuWorks] },
  },
});

// `pnpm bench profile 2-2-1` names a net too; a net alone is profiled.
const nets = positionals.filter((name) => netNames.includes(name));
const named = positionals.filter((name) => !netNames.includes(name));
const asked = nets.length > 0 ? [...new Set([...named, 'profile'])] : named;

const benches: Readonly<Record<string, Bench>> = {
  gemm: (torch) => [benchGemm(builds, torch)],
  'vector-math': (torch) => [benchVectorMath(best, torch)],
  optimizers: (torch) => [benchOptimizers(best, torch)],
  xor: benchXor,
  mnist: benchMnist,
  loader: (torch) => [benchLoader(torch)],
  memory: () => benchMemory(Number(values.steps)),
  versus: benchVersus,
  profile: () => benchProfile(nets),
};

const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(
    `bench: no ${unknown.join(', ')}; there is ${Object.keys(benches).join(', ')}; profile takes ${netNames.join(', ')}\n`,
  );
  process.exit(2);
}

const devices = ['cpu', 'headlessgl', 'webgl2', 'webgpu'];
if (!devices.includes(values.device)) {
  process.stderr.write(`bench: no device ${values.device}; there is ${devices.join(', ')}\n`);
  process.exit(2);
}

const unknownWorks = values.only.filter((work) => !gpuWorks.includes(work));
if (unknownWorks.length > 0) {
  process.stderr.write(
    `bench: no work ${unknownWorks.join(', ')}; there is ${gpuWorks.join(', ')}\n`,
  );
  process.exit(2);
}

accelerate();
setNumThreads(1);
const [{ model = 'an unknown CPU' } = {}] = cpus();
const gigabytes = Math.round(totalmem() / 2 ** 30);
console.log(`${model}, ${cpus().length} cores, ${gigabytes} GB, Node ${process.version}`);
if (values.device !== 'cpu') {
  for await (const table of benchGpu(values.device as GpuName, values.only))
    console.log(`\n${table}`);
  process.exit(0);
}
const torch = await PyTorch.start().catch((error: Error) => {
  console.log(
    `Nothing to compare with, as PyTorch does not start (python3-torch on Debian): ${error.message}`,
  );
  return undefined;
});
if (torch) console.log(`PyTorch ${torch.version}, one thread each`);
// The libraries to compare with are installed for those who ask for them.
const all = Object.keys(benches).filter((name) => name !== 'versus');
for (const name of asked.length > 0 ? asked : all) {
  for await (const table of benches[name]?.(torch) ?? []) console.log(`\n${table}`);
}
torch?.stop();
