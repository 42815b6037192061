import { accelerateCpu, type CpuKernel, type Tensor } from '@chainrule/tensor';

/** From how many elements on a loop of its own pays for the checks before it. */
const smallestLoop = 64;

/** One operand of a loop: element `i` of the result reads element `start + i * step`. */
type Zip = (
  out: Float32Array,
  begin: number,
  count: number,
  a: Float32Array,
  aStart: number,
  aStep: number,
  b: Float32Array,
  bStart: number,
  bStep: number,
) => void;

type Map = (
  out: Float32Array,
  begin: number,
  count: number,
  x: Float32Array,
  start: number,
) => void;

// One loop for each function, written out: the engine compiles a loop for what it calls, and a loop
// that is handed its function calls it anew for each element, ten times slower.
const zips = {
  add: (out, begin, count, a, i, iStep, b, j, jStep) => {
    for (let k = 0; k < count; k++) out[begin + k] = a[i + k * iStep]! + b[j + k * jStep]!;
  },
  div: (out, begin, count, a, i, iStep, b, j, jStep) => {
    for (let k = 0; k < count; k++) out[begin + k] = a[i + k * iStep]! / b[j + k * jStep]!;
  },
  mul: (out, begin, count, a, i, iStep, b, j, jStep) => {
    for (let k = 0; k < count; k++) out[begin + k] = a[i + k * iStep]! * b[j + k * jStep]!;
  },
  reluBackward: (out, begin, count, gradient, i, iStep, output, j, jStep) => {
    for (let k = 0; k < count; k++) {
      out[begin + k] = output[j + k * jStep]! <= 0 ? 0 : gradient[i + k * iStep]!;
    }
  },
  sigmoidBackward: (out, begin, count, gradient, i, iStep, output, j, jStep) => {
    for (let k = 0; k < count; k++) {
      const y = output[j + k * jStep]!;
      out[begin + k] = gradient[i + k * iStep]! * (1 - y) * y;
    }
  },
  sub: (out, begin, count, a, i, iStep, b, j, jStep) => {
    for (let k = 0; k < count; k++) out[begin + k] = a[i + k * iStep]! - b[j + k * jStep]!;
  },
  tanhBackward: (out, begin, count, gradient, i, iStep, output, j, jStep) => {
    for (let k = 0; k < count; k++) {
      const y = output[j + k * jStep]!;
      out[begin + k] = gradient[i + k * iStep]! * (1 - y * y);
    }
  },
} satisfies { readonly [name: string]: Zip };

const maps = {
  neg: (out, begin, count, x, i) => {
    for (let k = 0; k < count; k++) out[begin + k] = -x[i + k]!;
  },
  relu: (out, begin, count, x, i) => {
    for (let k = 0; k < count; k++) {
      const value = x[i + k]!;
      out[begin + k] = value <= 0 ? 0 : value;
    }
  },
  rsqrt: (out, begin, count, x, i) => {
    for (let k = 0; k < count; k++) out[begin + k] = 1 / Math.sqrt(x[i + k]!);
  },
  sqrt: (out, begin, count, x, i) => {
    for (let k = 0; k < count; k++) out[begin + k] = Math.sqrt(x[i + k]!);
  },
} satisfies { readonly [name: string]: Map };

function floatsOf(x: Tensor): Float32Array {
  return x.storage.buffer as Float32Array;
}

/**
 * How an operand repeats over a row-major result: a number of elements that are read one after the
 * other (or one by one, for a single number) before it starts again, 0 if it lies otherwise.
 */
function period(x: Tensor, out: Tensor): number {
  if (!x.isContiguous()) return 0;
  const own = x.numel();
  if (own === 1) return out.numel();
  // Leading dims of length 1 do not count; those after must be the last ones of the result.
  let lead = 0;
  while (x.shape[lead] === 1) lead++;
  const rest = x.ndim - lead;
  for (let dim = 1; dim <= rest; dim++) {
    if (x.shape[x.ndim - dim] !== out.shape[out.ndim - dim]) return 0;
  }
  return own;
}

type ZipName = keyof typeof zips;
type MapName = keyof typeof maps;

function zipKernel<P extends ZipName>(zip: Zip, previous: CpuKernel<P>): CpuKernel<P> {
  return (out, inputs, params) => {
    const count = out.numel();
    const [a, b] = inputs as readonly [Tensor, Tensor];
    const [aPeriod, bPeriod] = [period(a, out), period(b, out)];
    const run = Math.min(aPeriod, bPeriod);
    if (out.dtype !== 'float32' || count < smallestLoop || run < smallestLoop / 4) {
      previous(out, inputs, params);
      return;
    }
    const [target, left, right] = [floatsOf(out), floatsOf(a), floatsOf(b)];
    const [aStep, bStep] = [a.numel() === 1 ? 0 : 1, b.numel() === 1 ? 0 : 1];
    const [aMoves, bMoves] = [aPeriod > run ? aStep : 0, bPeriod > run ? bStep : 0];
    for (let done = 0; done < count; done += run) {
      const [i, j] = [a.offset + done * aMoves, b.offset + done * bMoves];
      zip(target, out.offset + done, run, left, i, aStep, right, j, bStep);
    }
  };
}

function mapKernel<P extends MapName>(map: Map, previous: CpuKernel<P>): CpuKernel<P> {
  return (out, inputs, params) => {
    const [x] = inputs as readonly [Tensor];
    const count = out.numel();
    if (out.dtype !== 'float32' || count < smallestLoop || !x.isContiguous()) {
      previous(out, inputs, params);
      return;
    }
    map(floatsOf(out), out.offset, count, floatsOf(x), x.offset);
  };
}

/**
 * Gives the arithmetic of float32 tensors loops of their own, with the same bits as the plain
 * kernels. Returns the functions that take them away again.
 */
export function accelerateElementwise(): (() => void)[] {
  return [
    ...(Object.keys(zips) as ZipName[]).map((name) =>
      accelerateCpu(name, (previous) => zipKernel(zips[name], previous)),
    ),
    ...(Object.keys(maps) as MapName[]).map((name) =>
      accelerateCpu(name, (previous) => mapKernel(maps[name], previous)),
    ),
  ];
}
