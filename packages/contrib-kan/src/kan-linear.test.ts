import { readFileSync } from 'node:fs';
import { gradcheck, gradgradcheck } from '@chainrule/autograd';
import { compile } from '@chainrule/compile';
import { KANLinear } from '@chainrule/contrib-kan';
import { accelerate } from '@chainrule/kernels-cpu';
import {
  ArgumentError,
  manualSeed,
  type NestedArray,
  randn,
  type Tensor,
  tensor,
} from '@chainrule/tensor';
import { afterEach, describe, expect, it } from 'vitest';

type Leaves = Readonly<Record<'x' | 'baseWeight' | 'splineWeight' | 'coefficients', NestedArray>>;

interface Recorded {
  readonly shape: readonly number[];
  readonly out: number;
  readonly grid: number;
  readonly order: number;
  readonly low: number;
  readonly high: number;
  readonly knots: NestedArray;
  readonly inputs: Leaves;
  readonly output: NestedArray;
  readonly gradients: Leaves;
}

/** What PyTorch computed, by scripts/record.py. */
const recorded: Recorded[] = JSON.parse(
  readFileSync(new URL('./fixtures/kan-linear.json', import.meta.url), 'utf8'),
);

const double = { dtype: 'float64' } as const;

function expectClose(received: Tensor | null, expected: NestedArray): void {
  const target = tensor(expected, double);
  expect(received?.shape).toEqual(target.shape);
  expect(received?.sub(target).abs().max().item()).toBeLessThan(1e-12);
}

describe('KANLinear', () => {
  it.each(recorded)('of $shape to $out, order $order, is what PyTorch computes', (fixture) => {
    const { shape, out, grid, order, low, high, inputs } = fixture;
    const layer = new KANLinear(shape[shape.length - 1] as number, out, {
      gridSize: grid,
      splineOrder: order,
      gridRange: [low, high],
      ...double,
    });
    expectClose(layer.knots, fixture.knots);
    const { x: given, ...weights } = inputs;
    const state = Object.entries(weights).map(([name, value]) => [name, tensor(value, double)]);
    layer.loadStateDict({ ...Object.fromEntries(state), knots: layer.knots });
    const x = tensor(given, { ...double, requiresGrad: true });
    const output = layer(x);
    expectClose(output, fixture.output);
    const values = Array.from({ length: output.numel() }, (_, place) => place + 1);
    output.backward(tensor(values, double).view(output.shape));
    expectClose(x.grad, fixture.gradients.x);
    expectClose(layer.baseWeight.grad, fixture.gradients.baseWeight);
    expectClose(layer.splineWeight.grad, fixture.gradients.splineWeight);
    expectClose(layer.coefficients.grad, fixture.gradients.coefficients);
  });

  it('agrees with finite differences, in its gradient and that one’s gradient', () => {
    manualSeed(0);
    const layer = new KANLinear(2, 2, { gridSize: 2, ...double });
    const x = randn(3, 2, double).tanh().requiresGrad_();
    const run = (x: Tensor): Tensor => layer(x);
    expect(gradcheck(run, [x])).toBe(true);
    expect(gradgradcheck(run, [x])).toBe(true);
  });

  it('starts out as the paper says', () => {
    manualSeed(0);
    const layer = new KANLinear(40, 60);
    const bound = Math.sqrt(6 / (40 + 60));
    expect(layer.baseWeight.abs().max().item()).toBeLessThanOrEqual(bound);
    expect(layer.baseWeight.std().item()).toBeCloseTo(bound / Math.sqrt(3), 2);
    expect(layer.splineWeight.eq(1).all().toArray()).toBe(true);
    expect(layer.coefficients.shape).toEqual([60, 40, 8]);
    expect(layer.coefficients.mean().item()).toBeCloseTo(0, 2);
    expect(layer.coefficients.std().item()).toBeCloseTo(0.1, 2);
  });

  it('learns its weights, and keeps its knots as a buffer', () => {
    const layer = new KANLinear(2, 3);
    const names = [...layer.namedParameters()].map(([name]) => name);
    expect(names).toEqual(['baseWeight', 'splineWeight', 'coefficients']);
    expect([...layer.namedBuffers()].map(([name]) => name)).toEqual(['knots']);
    expect(String(layer)).toBe(
      'KANLinear(in_features=2, out_features=3, grid_size=5, spline_order=3)',
    );
  });

  it.each([
    [() => new KANLinear(0, 1), 'inFeatures of KANLinear is a whole number from 1; got 0'],
    [() => new KANLinear(1, 1, { gridSize: 1.5 }), 'gridSize'],
    [() => new KANLinear(1, 1, { splineOrder: -1 }), 'splineOrder'],
    [() => new KANLinear(1, 1, { gridRange: [1, 1] }), 'low first; got [1, 1]'],
    [() => new KANLinear(1, 1, { splineNoise: Number.NaN }), 'splineNoise'],
  ])('refuses numbers out of range: %#', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  it('refuses other features', () => {
    const layer = new KANLinear(2, 3);
    expect(() => layer(randn(4, 3))).toThrow('takes 2 features as the last dim; got shape [4, 3]');
    expect(() => layer(tensor(1))).toThrow('got shape []');
  });
});

describe.each(['plain', 'WebAssembly'])('KANLinear compiled, with %s kernels', (kernels) => {
  const restore: (() => void)[] = [];
  afterEach(() => {
    for (const each of restore.splice(0)) each();
  });

  it('gives the bits of eager execution, gradients too', () => {
    if (kernels === 'WebAssembly') restore.push(accelerate());
    manualSeed(1);
    const layer = new KANLinear(3, 2);
    const step = (x: Tensor): unknown => {
      layer.zeroGrad();
      const y = layer(x);
      y.square().sum().backward();
      return { y, gradients: [...layer.parameters()].map(({ grad }) => grad as Tensor) };
    };
    const seen = (result: unknown): string =>
      JSON.stringify(result, (_, value) => ('toArray' in Object(value) ? value.toArray() : value));
    const x = randn(8, 3).tanh();
    const eager = seen(step(x));
    const compiled = compile(step);
    for (let call = 0; call < 4; call++) expect(seen(compiled(x))).toBe(eager);
  });
});
