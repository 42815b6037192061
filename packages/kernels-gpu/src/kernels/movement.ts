import { contiguousStrides, Tensor } from '@chainrule/tensor';
import { kindOf } from '../kinds.ts';
import type { KernelInputValue, Launcher } from '../launcher.ts';
import { placeOf } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';

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
