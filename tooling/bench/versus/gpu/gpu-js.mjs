import { GPU } from 'gpu.js';
import { numbers } from '../../src/gpu/contestant.ts';

const modes = { webgl2: 'webgl2', webgpu: 'webgpu', headlessgl: null };
let gpu;

function kernel(source, output) {
  // Results stay on the device, and do not overwrite each other.
  const options = { output: [...output], pipeline: true, immutable: true };
  return gpu.createKernel(source, options);
}

// On WebGPU everything is a promise.
function repeated(once, inputs) {
  return {
    async run(times) {
      let last = await once();
      for (let time = 1; time < times; time++) {
        last.delete();
        const next = once();
        last = next instanceof Promise ? await next : next;
      }
      await last.toArray();
      last.delete();
    },
    end() {
      for (const input of inputs) input.delete();
    },
  };
}

/** gpu.js with the product that its README begins with. */
export const gpuJs = {
  name: 'gpu.js',
  version: GPU.version ?? '',
  async start(device) {
    const mode = modes[device];
    if (mode === null) return false;
    gpu = new GPU({ mode });
    const probe = kernel('function(x) { return x[this.thread.x] + 1; }', [4]);
    const [, second] = await (await probe(new Float32Array([1, 2, 3, 4]))).toArray();
    return second === 3;
  },
  async product(side) {
    const upload = kernel('function(x) { return x[this.thread.y][this.thread.x]; }', [side, side]);
    const flat = numbers(side * side);
    const rows = Array.from({ length: side }, (_, row) =>
      flat.subarray(row * side, (row + 1) * side),
    );
    const [a, b] = [await upload(rows), await upload(rows)];
    const multiply = kernel(
      `function(a, b) {
        let sum = 0;
        for (let i = 0; i < ${side}; i++) {
          sum += a[this.thread.y][i] * b[i][this.thread.x];
        }
        return sum;
      }`,
      [side, side],
    );
    return repeated(() => multiply(a, b), [a, b]);
  },
  async sum(length) {
    const upload = kernel('function(x) { return x[this.thread.x]; }', [length]);
    const [a, b] = [await upload(numbers(length)), await upload(numbers(length))];
    const add = kernel('function(a, b) { return a[this.thread.x] + b[this.thread.x]; }', [length]);
    return repeated(() => add(a, b), [a, b]);
  },
  // It has no gradients.
  step: () => null,
};
