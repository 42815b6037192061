import { contiguousStrides, type Shape, Tensor } from '@chainrule/tensor';
import { kindOf } from '../kinds.ts';
import { type KernelInputValue, type Launcher, wholeOf } from '../launcher.ts';
import { coordinateOf, placeExpression, placeOf, placeWithout } from '../layout.ts';
import type { Argument, Memory } from '../runtime/runtime.ts';
import { fill } from './creation.ts';
import type { GpuKernel } from './kernel.ts';

/** The elements of `x` row by row. */
export function copyOf(gpu: Launcher, x: Tensor): Memory {
  const kind = kindOf(x.dtype);
  const source = {
    inputs: [{ name: 'x', kind }],
    output: kind,
    element: `function element(i) { return x(${placeOf(x, x.shape)}); }`,
  } as const;
  return gpu.run(source, [x], x.numel());
}

/**
 * The whole storage of `target` with `part` in the target's places: what an operation in place on a
 * view leaves behind.
 *
 * @param part - a tensor of the target's shape, or its elements row by row.
 */
export function placedInto(gpu: Launcher, part: KernelInputValue, target: Tensor): Memory {
  const kind = kindOf(target.dtype);
  const { shape, strides, storage } = target;
  const from = part instanceof Tensor ? part.strides : contiguousStrides(shape);
  // From the widest stride to the narrowest, division tells the coordinates of a place.
  const dims = [...shape.keys()]
    .filter((dim) => shape[dim] !== 1)
    .sort((a, b) => (strides[b] as number) - (strides[a] as number));
  const lines = ['  let rest = i - begin();', '  if (rest < 0) { return whole(i); }'];
  const terms: string[] = [];
  for (const dim of dims) {
    lines.push(
      `  const c${dim} = divide(rest, ${strides[dim]});`,
      `  if (c${dim} >= ${shape[dim]}) { return whole(i); }`,
      `  rest = rest - c${dim} * ${strides[dim]};`,
    );
    terms.push(`c${dim} * ${from[dim]}`);
  }
  lines.push('  if (rest != 0) { return whole(i); }');
  const source = {
    inputs: [
      { name: 'whole', kind },
      { name: 'part', kind },
    ],
    uniforms: [{ name: 'begin', type: 'Integer' }],
    output: kind,
    element: `function element(i) {\n${lines.join('\n')}\n  return part(${terms.join(' + ') || '0'});\n}`,
  } as const;
  const whole = new Tensor(storage, [storage.length], [1], 0);
  return gpu.run(source, [whole, part], storage.length, [target.offset]);
}

/** One piece of a concatenation: a tensor, or what was put together before. */
interface Piece {
  readonly value: KernelInputValue;
  readonly strides: readonly number[];
  readonly length: number;
}

/** Puts pieces one after the other along `dim`; all are as `shape` in the other dimensions. */
function join(
  gpu: Launcher,
  pieces: readonly Piece[],
  dim: number,
  shape: Shape,
  out: Tensor,
): Piece {
  const kind = kindOf(out.dtype);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const joined = shape.map((size, each) => (each === dim ? length : size));
  let end = 0;
  const lines = pieces.map((piece, n) => {
    const start = end;
    end += piece.length;
    const place = `${placeWithout(dim, joined, piece.strides)} + (at - ${start}) * ${piece.strides[dim]}`;
    const read = `return x${n}(${place});`;
    return n === pieces.length - 1 ? `  ${read}` : `  if (at < ${end}) { ${read} }`;
  });
  const source = {
    inputs: pieces.map((_, n) => ({ name: `x${n}`, kind })),
    output: kind,
    element: `function element(i) {
  const at = integer(${coordinateOf(joined, dim)});
${lines.join('\n')}
}`,
  };
  const count = joined.reduce((product, size) => product * size, 1);
  const memory = gpu.run(
    source,
    pieces.map(({ value }) => value),
    count,
  );
  return { value: wholeOf(memory), strides: contiguousStrides(joined), length };
}

const cat: GpuKernel<'cat'> = (gpu, inputs, { dim }, out) => {
  // PyTorch lets an empty vector stand beside tensors of any rank.
  const filled = inputs.filter((x) => x.numel() > 0);
  let pieces: Piece[] = filled.map((x) => ({
    value: x,
    strides: x.strides,
    length: x.shape[dim] as number,
  }));
  // More than one kernel can read are put together in groups first.
  do {
    const groups: Piece[] = [];
    for (let from = 0; from < pieces.length; from += gpu.maxInputs) {
      const group = pieces.slice(from, from + gpu.maxInputs);
      groups.push(join(gpu, group, dim, out.shape, out));
    }
    pieces = groups;
  } while (pieces.length > 1);
  return ((pieces[0] as Piece).value as Argument).memory;
};

const flip: GpuKernel<'flip'> = (gpu, [x], { dims }) => {
  const kind = kindOf(x.dtype);
  const isFlipped = (dim: number): boolean => dims.includes(dim);
  const onward = x.strides.map((stride, dim) => (isFlipped(dim) ? 0 : stride));
  const backward = x.strides.map((stride, dim) => (isFlipped(dim) ? stride : 0));
  const last = backward.reduce(
    (sum, stride, dim) => sum + stride * ((x.shape[dim] as number) - 1),
    0,
  );
  const place = `${placeExpression(x.shape, onward)} + ${last} - (${placeExpression(x.shape, backward)})`;
  const element = `function element(i) { return x(${place}); }`;
  return gpu.run({ inputs: [{ name: 'x', kind }], output: kind, element }, [x], x.numel());
};

const pad: GpuKernel<'pad'> = (gpu, [x], { starts, steps, shape }, out) => {
  const kind = kindOf(x.dtype);
  if (x.numel() === 0) return fill(gpu, kind, out.numel(), 0);
  const zero = kind === 'float' ? '0.0' : 'integer(0)';
  const lines: string[] = [];
  const terms: string[] = [];
  for (const [dim, size] of x.shape.entries()) {
    const [start, step] = [starts[dim] as number, steps[dim] as number];
    lines.push(`  const d${dim} = integer(${coordinateOf(shape, dim)}) - ${start};`);
    if (size === 1) {
      lines.push(`  if (d${dim} != 0) { return ${zero}; }`);
      continue;
    }
    lines.push(
      `  const c${dim} = divide(d${dim}, ${step});`,
      `  if (d${dim} != c${dim} * ${step} || c${dim} < 0 || c${dim} >= ${size}) { return ${zero}; }`,
    );
    terms.push(`c${dim} * ${x.strides[dim]}`);
  }
  const value = `x(${terms.join(' + ') || '0'})`;
  const element = `function element(i) {\n${lines.join('\n')}\n  return ${value};\n}`;
  return gpu.run({ inputs: [{ name: 'x', kind }], output: kind, element }, [x], out.numel());
};

export const movementKernels = { cat, flip, pad } as const;
