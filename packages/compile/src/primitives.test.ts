import {
  apply,
  type CustomOperation,
  type DType,
  Generator,
  getDevice,
  type None,
  none,
  type Operand,
  type ParamsOf,
  type Primitive,
  type ResultSpec,
  rand,
  type Tensor,
  type TensorSpec,
  tensor,
} from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { compile } from './index.ts';
import { describeExecutors } from './testing/executors.ts';

const generator = new Generator().manualSeed(5);
const cpu = getDevice('cpu');

/** Adds up, in place, in what it finds in `out`. */
class RunningSum implements CustomOperation {
  readonly name = 'runningSum';
  infer([x]: readonly TensorSpec[]): ResultSpec {
    return x as TensorSpec;
  }
  forward(out: Operand, [x]: readonly Operand[], params: object): void {
    const { scale } = params as { scale: number };
    (x as Operand).data.forEach((value, i) => {
      out.data[i] = (out.data[i] as number) + (out.data[i - 1] ?? 0) + value * scale;
    });
  }
}

const runningSum = new RunningSum();

/** Numbers evenly spread over [low, high). */
function spread(shape: number[], low: number, high: number): Tensor {
  return rand(shape, { generator })
    .mul(high - low)
    .add(low);
}

const wide = (shape: number[] = [3, 4]): Tensor => spread(shape, -2, 2);
const positive = (shape: number[] = [3, 4]): Tensor => spread(shape, 0.3, 2);
const inner = (shape: number[] = [3, 4]): Tensor => spread(shape, -0.9, 0.9);
const chances = (shape: number[] = [3, 4]): Tensor => spread(shape, 0.1, 0.9);
const truth = (): Tensor => wide().gt(0);
const index = (values: number[] | number[][]): Tensor => tensor(values, { dtype: 'int32' });

interface Sample<Params = object> {
  readonly inputs: readonly Tensor[];
  readonly params?: Params;
}

type Samples = { readonly [P in Primitive]: readonly Sample<ParamsOf<P>>[] };

const unary = (x: Tensor): Sample<None>[] => [
  { inputs: [x] },
  { inputs: [x.t()] },
  { inputs: [x.double()] },
];
const binary = (a: () => Tensor, b: (shape: number[]) => Tensor): Sample<None>[] => [
  { inputs: [a(), b([3, 4])] },
  { inputs: [a(), b([4])] },
  { inputs: [a(), b([3, 1])] },
  { inputs: [a(), b([])] },
  { inputs: [a().t(), b([4, 3])] },
  { inputs: [a().double(), b([4]).double()] },
];
const reduction = (x: () => Tensor): Sample<ParamsOf<'sum'>>[] => [
  { inputs: [x()], params: { dims: [0], keepdim: false } },
  { inputs: [x()], params: { dims: [1], keepdim: true } },
  { inputs: [x().t()], params: { dims: [0, 1], keepdim: false } },
];
const argument: Sample<ParamsOf<'argmax'>>[] = [
  { inputs: [wide()], params: { dim: null, keepdim: false } },
  { inputs: [wide()], params: { dim: 1, keepdim: true } },
];
const along = (x: Tensor): Sample<ParamsOf<'cumsum'>>[] => [
  { inputs: [x], params: { dim: 0 } },
  { inputs: [x], params: { dim: 1 } },
  { inputs: [x.t()], params: { dim: 1 } },
];
const comparison = binary(
  () => wide().round(),
  (shape) => wide(shape).round(),
);
const logic: Sample<None>[] = [{ inputs: [truth(), truth()] }];
const place = [
  [0, 2, 1, 0],
  [2, 0, 0, 1],
];

const samples: Samples = {
  full: [{ inputs: [], params: { shape: [2, 3], value: 1.5, dtype: 'float32', device: cpu } }],
  random: (['uniform', 'normal', 'bernoulli'] as const).map((name) => ({
    inputs: [],
    params: {
      shape: [5, 5],
      dtype: 'float32' as DType,
      device: cpu,
      generator,
      distribution:
        name === 'uniform'
          ? { name, from: -1, to: 2 }
          : name === 'normal'
            ? { name, mean: 1, std: 2, contiguous: true }
            : { name, p: 0.3 },
    },
  })),

  abs: unary(wide()),
  acos: unary(inner()),
  asin: unary(inner()),
  atan: unary(wide()),
  ceil: unary(wide()),
  cos: unary(wide()),
  cosh: unary(wide()),
  erf: unary(wide()),
  erfinv: unary(inner()),
  exp: unary(wide()),
  expm1: unary(wide()),
  floor: unary(wide()),
  log: unary(positive()),
  log10: unary(positive()),
  log1p: unary(positive()),
  log2: unary(positive()),
  logicalNot: [{ inputs: [truth()] }, { inputs: [wide().round()] }],
  neg: unary(wide()),
  reciprocal: unary(positive()),
  relu: unary(wide()),
  round: unary(wide()),
  rsqrt: unary(positive()),
  sigmoid: unary(wide()),
  sign: unary(wide().round()),
  sin: unary(wide()),
  sinh: unary(wide()),
  sqrt: unary(positive()),
  tan: unary(inner()),
  tanh: unary(wide()),
  trunc: unary(wide()),
  cast: (['bool', 'uint8', 'int32', 'float64'] as const).flatMap((dtype) => [
    { inputs: [positive()], params: { dtype } },
    { inputs: [positive().to(dtype)], params: { dtype: 'float32' as const } },
  ]),
  clamp: [
    { inputs: [wide()], params: { min: -1, max: 1 } },
    { inputs: [wide()], params: { min: null, max: 0.5 } },
  ],
  contiguous: unary(wide()),

  add: binary(wide, wide),
  atan2: binary(positive, wide),
  binaryCrossEntropy: binary(chances, chances),
  div: binary(wide, positive),
  floorDivide: binary(wide, positive),
  fmod: binary(wide, positive),
  maximum: binary(wide, wide),
  minimum: binary(wide, wide),
  mul: binary(wide, wide),
  pow: [...binary(positive, wide), { inputs: [positive(), tensor(2)] }],
  remainder: binary(wide, positive),
  sub: binary(wide, wide),

  eq: comparison,
  ge: comparison,
  gt: comparison,
  le: comparison,
  logicalAnd: logic,
  logicalOr: logic,
  logicalXor: logic,
  lt: comparison,
  ne: comparison,
  where: [
    { inputs: [truth(), wide(), wide()] },
    { inputs: [truth(), tensor(0), wide([4])] },
    { inputs: [tensor([true, false, true, false]), wide([3, 1]), wide()] },
  ],

  binaryCrossEntropyBackward: [
    { inputs: [wide(), chances(), chances()] },
    { inputs: [wide([]), chances(), chances()] },
  ],
  reluBackward: binary(wide, (shape) => wide(shape).relu()),
  sigmoidBackward: [{ inputs: [wide(), chances()] }],
  tanhBackward: [{ inputs: [wide(), inner()] }],

  all: reduction(truth),
  amax: reduction(wide),
  amin: reduction(wide),
  any: reduction(truth),
  argmax: argument,
  argmin: argument,
  argsort: [{ inputs: [wide()], params: { dim: 1, descending: true } }],
  cumprod: along(wide()),
  cumsum: along(wide()),
  norm: [{ inputs: [wide()], params: { dims: [1], keepdim: false, p: 2 } }],
  prod: reduction(wide),
  sum: [
    ...reduction(wide),
    { inputs: [wide([2, 3, 4])], params: { dims: [1], keepdim: false } },
    { inputs: [wide([2, 3, 4])], params: { dims: [0, 2], keepdim: true } },
    { inputs: [wide([2, 3, 4])], params: { dims: [1, 2], keepdim: false } },
  ],

  matmul: [
    { inputs: [wide([3, 4]), wide([4, 5])] },
    { inputs: [wide([4, 3]).t(), wide([5, 4]).t()] },
    { inputs: [wide([2, 3, 4]), wide([4, 5])] },
  ],
  addmm: [
    { inputs: [wide([5]), wide([3, 4]), wide([4, 5])] },
    { inputs: [wide([3, 5]), wide([3, 4]), wide([5, 4]).t()] },
  ],
  softmax: along(wide()),
  logSoftmax: along(wide()),
  transfer: [],

  expand: [{ inputs: [wide([3, 1])], params: { shape: [2, 3, 4] } }],
  permute: [{ inputs: [wide([2, 1, 3])], params: { dims: [2, 0, 1] } }],
  slice: [{ inputs: [wide([3, 4])], params: { starts: [1, 0], steps: [1, 2], sizes: [2, 2] } }],
  view: [{ inputs: [wide()], params: { shape: [2, 6] } }],
  cat: [{ inputs: [wide([3, 1]), wide([3, 2])], params: { dim: 1 } }],
  flip: [{ inputs: [wide()], params: { dims: [0, 1] } }],
  pad: [{ inputs: [wide([2, 2])], params: { starts: [1, 0], steps: [1, 2], shape: [3, 4] } }],

  gather: [{ inputs: [wide(), index(place)], params: { dim: 0 } }],
  indexAdd: [{ inputs: [wide([3, 2]), index([2, 2]), wide([2, 2])], params: { dim: 0 } }],
  indexSelect: [{ inputs: [wide([3, 2]), index([2, 0, 2])], params: { dim: 0 } }],
  scatter: [{ inputs: [wide(), index(place), wide()], params: { dim: 0 } }],
  scatterAdd: [{ inputs: [wide(), index(place), wide()], params: { dim: 0 } }],

  custom: [
    { inputs: [wide()], params: { operation: runningSum, params: { scale: 2 } } },
    { inputs: [wide().t()], params: { operation: runningSum, params: { scale: -0.5 } } },
  ],
};

const cases = Object.entries(samples).flatMap(([name, list]) =>
  list.map((sample: Sample, number) => ({ name: name as Primitive, number, sample })),
);

/** Elements, and what tells a copy apart from the original. */
function seen(x: Tensor): unknown {
  return [x.dtype, x.shape, x.toArray()];
}

describeExecutors('every primitive gives the bits of eager execution', () => {
  it.each(cases)('$name, sample $number', ({ name, sample }) => {
    const run = (...inputs: Tensor[]): Tensor =>
      apply(name, inputs as never, (sample.params ?? none) as never);
    const compiled = compile(run);
    const start = generator.getState();
    const expected = [0, 1, 2, 3, 4, 5].map(() => seen(run(...sample.inputs)));
    generator.setState(start);
    const given = [0, 1, 2, 3, 4, 5].map(() => seen(compiled(...sample.inputs)));
    expect(given).toEqual(expected);
  });
});
