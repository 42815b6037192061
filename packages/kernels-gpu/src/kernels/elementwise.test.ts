import {
  apply,
  type ComputedPrimitive,
  type DType,
  type InputsOf,
  isFloatingPoint,
  type ParamsOf,
  type Tensor,
} from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws } from '../testing/operands.ts';

type Values = (draws: Draws) => number;

const wide: Values = (draws) => (draws.uniform() - 0.5) * 20;
const positive: Values = (draws) => 0.001 + draws.uniform() * 10;
const unit: Values = (draws) => draws.uniform();
const signedUnit: Values = (draws) => draws.uniform() * 2 - 1;
const whole: Values = (draws) => draws.below(41) - 20;

interface Case {
  readonly primitive: ComputedPrimitive;
  readonly values: readonly Values[];
  readonly dtypes: readonly DType[];
  readonly params?: object;
}

const floats: readonly DType[] = ['float32'];
const numbers: readonly DType[] = ['float32', 'int32', 'uint8'];
const all: readonly DType[] = ['float32', 'int32', 'uint8', 'bool'];

function unary(primitive: ComputedPrimitive, values: Values, dtypes = floats, params = {}): Case {
  return { primitive, values: [values], dtypes, params };
}

function binary(primitive: ComputedPrimitive, a: Values, b: Values, dtypes = numbers): Case {
  return { primitive, values: [a, b], dtypes };
}

const nonZero: Values = (draws) => (draws.below(2) * 2 - 1) * (1 + draws.below(7));

const cases: readonly Case[] = [
  unary('abs', wide, numbers),
  unary('acos', signedUnit),
  unary('asin', signedUnit),
  unary('atan', wide),
  unary('ceil', wide, numbers),
  unary('cos', wide),
  unary('cosh', wide),
  unary('erf', (draws) => wide(draws) / 3),
  unary('erfinv', signedUnit),
  unary('exp', wide),
  unary('expm1', signedUnit),
  unary('expm1', wide),
  unary('floor', wide, numbers),
  unary('log', positive),
  unary('log10', positive),
  unary('log1p', unit),
  unary('log2', positive),
  unary('logicalNot', (draws) => draws.below(2), all),
  unary('neg', wide, ['float32', 'int32', 'uint8']),
  unary('reciprocal', positive),
  unary('relu', wide, numbers),
  unary('round', (draws) => Math.round(wide(draws) * 2) / 2, numbers),
  unary('rsqrt', positive),
  unary('sigmoid', wide),
  unary('sign', (draws) => draws.below(3) - 1, ['float32', 'int32']),
  unary('sin', wide),
  unary('sinh', wide),
  unary('sinh', signedUnit),
  unary('sqrt', positive),
  unary('tan', signedUnit),
  unary('tanh', wide),
  unary('tanh', signedUnit),
  unary('trunc', wide, numbers),
  ...all.map((dtype) => unary('cast', (draws) => wide(draws) * 100, all, { dtype })),
  unary('clamp', wide, ['float32', 'int32'], { min: -2, max: 5 }),
  unary('clamp', wide, floats, { min: null, max: 2.5 }),
  unary('clamp', wide, floats, { min: -1e30, max: 1e25 }),
  unary('contiguous', wide, all),

  binary('add', wide, wide),
  binary('atan2', wide, wide, floats),
  binary('binaryCrossEntropy', unit, unit, floats),
  binary('div', wide, positive, floats),
  binary('floorDivide', wide, nonZero, ['float32', 'int32']),
  binary('fmod', wide, nonZero, ['float32', 'int32']),
  binary('maximum', whole, whole),
  binary('minimum', whole, whole),
  binary('mul', wide, wide),
  binary('pow', positive, wide, floats),
  binary('pow', wide, (draws) => draws.below(6), ['float32', 'int32']),
  binary('remainder', wide, nonZero, ['float32', 'int32']),
  binary('sub', wide, wide),
  binary('reluBackward', wide, whole, floats),
  binary('sigmoidBackward', wide, unit, floats),
  binary('tanhBackward', wide, signedUnit, floats),
  ...(['eq', 'ge', 'gt', 'le', 'logicalAnd', 'logicalOr', 'logicalXor', 'lt', 'ne'] as const).map(
    (primitive) =>
      binary(
        primitive,
        (draws) => draws.below(3),
        (draws) => draws.below(3),
        all,
      ),
  ),
  {
    primitive: 'binaryCrossEntropyBackward',
    values: [wide, unit, unit],
    dtypes: floats,
  },
];

function run(primitive: ComputedPrimitive, inputs: readonly Tensor[], params: object): Tensor {
  return apply(
    primitive,
    inputs as InputsOf<typeof primitive>,
    params as ParamsOf<typeof primitive>,
  );
}

for (const { type, open, describe } of devices) {
  describe(`elementwise kernels on ${type}`, () => {
    for (const [number, { primitive, values, dtypes, params = {} }] of cases.entries()) {
      for (const dtype of dtypes) {
        it(`${primitive} of ${dtype} ${JSON.stringify(params)} #${number}`, async () => {
          await open();
          const draws = new Draws(number * 31 + dtype.length);
          for (let round = 0; round < 2; round++) {
            const shape = draws.shape();
            const twins = values.map((value, n) =>
              draws.twin(n === 0 ? shape : draws.narrowed(shape), dtype, type, () =>
                toDType(value(draws), dtype),
              ),
            );
            const expected = run(
              primitive,
              twins.map(({ cpu }) => cpu),
              params,
            );
            const actual = run(
              primitive,
              twins.map(({ gpu }) => gpu),
              params,
            );
            expect(actual.shape).toEqual(expected.shape);
            expect(actual.dtype).toBe(expected.dtype);
            const exact = !isFloatingPoint(actual.dtype);
            expect(await actual.data()).toBeAllclose(
              expected.dataSync(),
              exact ? { rtol: 0, atol: 0 } : { rtol: 3e-6, atol: 1e-6 },
            );
          }
        });
      }
    }

    it('where chooses for every dtype', async () => {
      await open();
      const draws = new Draws(5);
      for (const dtype of all) {
        const shape = draws.shape();
        const twins = (['bool', dtype, dtype] as const).map((each) =>
          draws.twin(draws.narrowed(shape), each, type, () => draws.below(2)),
        );
        const expected = run(
          'where',
          twins.map(({ cpu }) => cpu),
          {},
        );
        const actual = run(
          'where',
          twins.map(({ gpu }) => gpu),
          {},
        );
        expect(await actual.data()).toBeAllclose(expected.dataSync(), { rtol: 0, atol: 0 });
      }
    });
  });
}

function toDType(value: number, dtype: DType): number {
  if (dtype === 'float32') return value;
  if (dtype === 'int32') return Math.trunc(value);
  return dtype === 'uint8' ? Math.trunc(Math.abs(value)) : value > 0 ? 1 : 0;
}
