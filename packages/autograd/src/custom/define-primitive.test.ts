import {
  ArgumentError,
  AutogradError,
  DTypeError,
  randn,
  ShapeError,
  type Tensor,
  tensor,
  zeros,
} from '@chainrule/tensor';
import { describe, expect, it, vi } from 'vitest';
import { gradcheck, gradgradcheck, noGrad, saving } from '../index.ts';
import { definePrimitive } from './define-primitive.ts';
import type { PrimitiveDefinition } from './definition.ts';

/** `x ** power * y`, broadcast over nothing, so that shapes can be wrong. */
const definition: PrimitiveDefinition<[x: Tensor, y: Tensor], { power: number }> = {
  name: 'scaledPower',
  shape([x, y]) {
    if (`${x.shape}` !== `${y.shape}`) throw new ShapeError('scaledPower takes equal shapes');
    return x.shape;
  },
  forward(out, [x, y], { power }) {
    x.data.forEach((value, i) => {
      out.data[i] = value ** power * (y.data[i] as number);
    });
  },
  gradient: [
    saving([0, 1], (gradient, { inputs: [x, y], params: { power } }) =>
      gradient
        .mul(x.pow(power - 1))
        .mul(y)
        .mul(power),
    ),
    saving([0], (gradient, { inputs: [x], params: { power } }) => gradient.mul(x.pow(power))),
  ],
};
const scaledPower = definePrimitive(definition);

const doubles = (...shape: number[]): Tensor =>
  randn(shape, { dtype: 'float64', requiresGrad: true });

/** The definition with a mistake, of a kind that only JavaScript lets through. */
function defineWrong(mistake: object): typeof scaledPower {
  return definePrimitive({ ...definition, ...mistake });
}

describe('definePrimitive', () => {
  it('computes eagerly, whatever the layout', () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const y = tensor([
      [1, 10],
      [100, 1000],
    ]);
    expect(scaledPower(x.t(), y, { power: 2 }).toArray()).toEqual([
      [1, 90],
      [400, 16000],
    ]);
    expect(scaledPower(x.select(1, 1), y.select(0, 1), { power: 1 }).toArray()).toEqual([
      200, 4000,
    ]);
    expect(scaledPower(zeros(0, 3), zeros(0, 3), { power: 2 }).shape).toEqual([0, 3]);
  });

  it('has first and second derivatives', () => {
    const run = (x: Tensor, y: Tensor): Tensor => scaledPower(x, y, { power: 3 });
    const [x, y] = [doubles(2, 3), doubles(3, 2)];
    expect(gradcheck(run, [x, doubles(2, 3)])).toBe(true);
    expect(gradgradcheck((x, y) => run(x as Tensor, (y as Tensor).t()), [x, y])).toBe(true);
  });

  it('is named in gradFn and in itself', () => {
    const result = scaledPower(doubles(2), doubles(2), { power: 2 });
    expect(result.gradFn?.name).toBe('ScaledPowerBackward0');
    expect(scaledPower.name).toBe('scaledPower');
    const cast = defineWrong({ name: 'cast' });
    expect(cast(doubles(2), doubles(2), { power: 2 }).gradFn?.name).toBe('CastBackward0');
  });

  it('writes into a tensor, and records that', () => {
    const [x, y] = [doubles(3), doubles(3)];
    const target = zeros(2, 3, { dtype: 'float64' });
    const row = target.select(0, 1);
    expect(scaledPower.assign(row, x, y, { power: 2 })).toBe(row);
    expect(target.toArray()).toEqual([[0, 0, 0], x.pow(2).mul(y).toArray()]);
    target.sum().backward();
    expect(y.grad?.toArray()).toEqual(x.pow(2).toArray());
  });

  it('writes into one of its inputs', () => {
    const x = tensor([1, 2, 3]);
    scaledPower.assign(x, x, x, { power: 1 });
    expect(x.toArray()).toEqual([1, 4, 9]);
  });

  it('computes only the gradients that are asked for, and saves only what they need', () => {
    const formula = vi.fn((gradient: Tensor) => gradient);
    const primitive = defineWrong({ gradient: [formula, definition.gradient?.[1 as never]] });
    const x = randn(2, { dtype: 'float64' });
    const y = doubles(2);
    const result = primitive(x, y, { power: 2 });
    y.detach().add_(1);
    result.sum().backward();
    expect(formula).not.toHaveBeenCalled();
    expect(y.grad?.toArray()).toEqual(x.pow(2).toArray());
  });

  it('lets one formula serve any number of inputs', () => {
    const total = definePrimitive<readonly [Tensor, ...Tensor[]]>({
      name: 'total',
      shape: ([first]) => first.shape,
      forward(out, inputs) {
        for (const { data } of inputs) {
          data.forEach((value, i) => {
            out.data[i] = (out.data[i] as number) + value;
          });
        }
      },
      gradient: (gradient, _, input) => gradient.mul(input + 1).div(input + 1),
    });
    expect(total(tensor([1, 2]), tensor([3, 4]), tensor([5, 6])).toArray()).toEqual([9, 12]);
    expect(gradcheck(total, [doubles(2), doubles(2), doubles(2)])).toBe(true);
  });

  it('may give another dtype, which carries no gradient', () => {
    const isNear = definePrimitive<[x: Tensor], { target?: number }>({
      name: 'isNear',
      shape: ([x]) => x.shape,
      dtype: () => 'bool',
      forward(out, [x], { target = 0 }) {
        x.data.forEach((value, i) => {
          out.data[i] = Math.abs(value - target) < 1 ? 1 : 0;
        });
      },
    });
    const result = isNear(tensor([0, 5], { requiresGrad: true }), { target: 5 });
    expect(result.toArray()).toEqual([false, true]);
    expect(result.requiresGrad).toBe(false);
    expect(isNear(tensor([0, 5])).toArray()).toEqual([true, false]);
  });
});

describe('a wrong definition', () => {
  it.each([
    [{ name: 'scaled power' }, 'the name of a primitive is that of a function'],
    [{ name: '' }, 'got ""'],
    [{ forward: undefined }, 'forward of scaledPower is a function; got undefined'],
    [{ shape: [2] }, 'shape of scaledPower is a function; got object'],
    [{ dtype: 'bool' }, 'dtype of scaledPower is a function; got string'],
    [{ gradient: [null, 2] }, 'one formula, or a list with one, or null, for each input'],
    [{ gpu: { element: String } }, 'gpu of scaledPower has the names of its inputs'],
    [{ gpu: { inputs: ['x', 'y z'], element: String } }, 'gpu of scaledPower'],
    [{ gradient: {} }, 'one formula, or a list with one, or null, for each input'],
  ])('%j is refused', (mistake, message) => {
    expect(() => defineWrong(mistake)).toThrow(ArgumentError);
    expect(() => defineWrong(mistake)).toThrow(message);
  });

  it.each([
    [{ shape: () => [2, -1] }, ShapeError, 'shape of scaledPower gives the lengths'],
    [{ shape: () => 2 }, ShapeError, 'it gave 2'],
    [{ dtype: () => 'float16' }, DTypeError, 'unknown dtype "float16"'],
    [{ forward: () => new Float32Array(6) }, ArgumentError, 'it returned Float32Array of length 6'],
    [{ gradient: [null] }, ArgumentError, 'called with 2 tensors; its gradient has 1 formulas'],
  ])('%j shows when it is called', (mistake, kind, message) => {
    const call = (): Tensor => defineWrong(mistake)(zeros(2, 3), zeros(2, 3), { power: 2 });
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });

  it.each([
    [
      () => zeros(5, { dtype: 'float64' }),
      'the gradient of scaledPower for input 1 is a float64 tensor of shape [2, 3], as input 1 is; ' +
        'its formula gave float64 of shape [5]',
    ],
    [() => zeros(2, 3), 'its formula gave float32 of shape [2, 3]'],
    [() => null, 'its formula gave null'],
    [
      (gradient: Tensor, { inputs: [x] }: { inputs: Tensor[] }) =>
        gradient.mul((x as Tensor).pow(2)),
      'a formula declares what it reads: saving([0',
    ],
  ])('with a wrong formula, %s, shows in the backward pass', (formula, message) => {
    const primitive = defineWrong({ gradient: [null, formula] });
    const result = primitive(zeros(2, 3).double(), doubles(2, 3), { power: 2 });
    expect(() => result.sum().backward()).toThrow(AutogradError);
    expect(() => result.sum().backward()).toThrow(message);
  });

  it('without a gradient computes, and says so in the backward pass', () => {
    const { gradient: _, ...rest } = definition;
    const primitive = definePrimitive(rest);
    const [x, y] = [doubles(2), doubles(2)];
    expect(noGrad(() => primitive(x, y, { power: 2 })).gradFn).toBe(null);
    const result = primitive(x, y, { power: 2 });
    expect(() => result.sum().backward()).toThrow(
      new AutogradError(
        'scaledPower has no gradient; add gradient: [...] to its definePrimitive, one formula for ' +
          'each input, or call it inside noGrad(() => ...)',
      ),
    );
    expect(x.grad).toBe(null);
  });
});

describe('a wrong call', () => {
  const call = scaledPower as (...given: unknown[]) => Tensor;

  it.each([
    [[], 'takes one tensor or more; got none'],
    [[zeros(2)], 'was called with 1 tensors; its gradient has 2 formulas'],
    [[zeros(2), [1, 2]], 'argument 1 is object'],
    [[zeros(2), 3, { power: 2 }], 'argument 1 is number'],
    [[zeros(2), null], 'argument 1 is null'],
    [[zeros(2), zeros(2), { power: zeros(2) }], 'got a tensor as its param power'],
  ])('%# throws an ArgumentError', (given, message) => {
    expect(() => call(...given)).toThrow(ArgumentError);
    expect(() => call(...given)).toThrow(message);
  });

  it('does not compile', () => {
    const x = zeros(2);
    // @ts-expect-error -- y is missing.
    expect(() => scaledPower(x, { power: 2 })).toThrow(ArgumentError);
    // @ts-expect-error -- the params are missing.
    expect(scaledPower(x, x).shape).toEqual([2]);
    // @ts-expect-error -- a number is no tensor.
    expect(() => scaledPower(x, 2, { power: 2 })).toThrow(ArgumentError);
    const one = { name: 'one', shape: () => [1], forward: () => {} } as const;
    // @ts-expect-error -- the second input has no formula.
    definePrimitive<[x: Tensor, y: Tensor]>({ ...one, gradient: [null] });
    // @ts-expect-error -- a tensor is no param.
    definePrimitive<[x: Tensor], { y: Tensor }>(one);
  });

  it('is checked by the rules', () => {
    expect(() => scaledPower(zeros(2), zeros(3), { power: 2 })).toThrow('takes equal shapes');
    expect(() => scaledPower(zeros(2), zeros(2).double(), { power: 2 })).toThrow(DTypeError);
    const target = zeros(3);
    expect(() => scaledPower.assign(target, zeros(2), zeros(2), { power: 2 })).toThrow(
      'scaledPower gives shape [2], which cannot be written in place',
    );
    expect(target.toArray()).toEqual([0, 0, 0]);
  });
});
