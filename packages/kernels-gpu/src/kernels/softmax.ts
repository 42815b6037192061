import type { Tensor } from '@chainrule/tensor';
import { type Launcher, wholeOf } from '../launcher.ts';
import { coordinateOf, placeExpression } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import type { GpuKernel } from './kernel.ts';
import { type Fold, type Groups, groupsOf, reduceGroups } from './reduce.ts';

/** The result for an element, by its distance to the largest and the sum of all exponentials. */
type Formula = (distance: string, sum: string) => string;

// In rows up to here each element looks at the whole row: more work, but one kernel, not three.
const shortRow = 32;

const largestFold: Fold = {
  kind: 'float',
  start: '-infinity()',
  combine: (total, value) => `larger(${total}, ${value})`,
};

function sumFold(largest: Memory): Fold {
  return {
    kind: 'float',
    start: '0.0',
    beside: largest,
    map: (value) => `exponential(${value} - beside(g))`,
    combine: (total, value) => `${total} + ${value}`,
  };
}

/** The number of the group that element `i` is in, and its number there. */
function position(x: Tensor, dim: number): string {
  const inner = x.shape.slice(dim + 1).reduce((product, size) => product * size, 1);
  const { length } = groupsOf(x, x.ndim === 0 ? [] : [dim]);
  return `const own = integer(${coordinateOf(x.shape, dim)});
  const g = divide(i, ${length * inner}) * ${inner} + modulo(i, ${inner});`;
}

function inOneKernel(gpu: Launcher, x: Tensor, groups: Groups, dim: number, formula: Formula) {
  const element = `function element(i) {
  ${position(x, dim)}
  const base = integer(${groups.base});
  let largest = -infinity();
  for (let k = 0; k < ${groups.length}; k++) {
    const at = integer(k);
    largest = larger(largest, x(base + ${groups.step}));
  }
  let sum = 0.0;
  for (let k = 0; k < ${groups.length}; k++) {
    const at = integer(k);
    sum = sum + exponential(x(base + ${groups.step}) - largest);
  }
  const distance = x(base + ${groups.step.replaceAll(/\bat\b/g, 'own')}) - largest;
  return ${formula('distance', 'sum')};
}`;
  return gpu.run(
    { inputs: [{ name: 'x', kind: 'float' }], output: 'float', element },
    [x],
    x.numel(),
  );
}

function inStages(gpu: Launcher, x: Tensor, dim: number, formula: Formula): Memory {
  const largest = reduceGroups(gpu, x, [dim], largestFold, 'float');
  const sum = reduceGroups(gpu, x, [dim], sumFold(largest), 'float');
  const element = `function element(i) {
  ${position(x, dim)}
  const distance = x(${placeExpression(x.shape, x.strides)}) - largest(g);
  const sum = sums(g);
  return ${formula('distance', 'sum')};
}`;
  const inputs = ['x', 'largest', 'sums'].map((name) => ({ name, kind: 'float' }) as const);
  const given = [x, wholeOf(largest), wholeOf(sum)];
  return gpu.run({ inputs, output: 'float', element }, given, x.numel());
}

/** Exponentials are taken of `x - max(x)`, so that none overflows. */
function normalizer<P extends 'softmax' | 'logSoftmax'>(formula: Formula): GpuKernel<P> {
  return (gpu, inputs, params) => {
    const [x] = inputs as readonly [Tensor];
    const { dim } = params as { readonly dim: number };
    const groups = groupsOf(x, x.ndim === 0 ? [] : [dim]);
    return groups.length <= shortRow
      ? inOneKernel(gpu, x, groups, dim, formula)
      : inStages(gpu, x, dim, formula);
  };
}

export const softmaxKernels = {
  softmax: normalizer<'softmax'>((distance, sum) => `exponential(${distance}) / ${sum}`),
  logSoftmax: normalizer<'logSoftmax'>((distance, sum) => `${distance} - naturalLog(${sum})`),
} as const;
