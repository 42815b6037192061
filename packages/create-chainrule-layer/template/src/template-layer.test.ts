import { gradcheck, gradgradcheck } from '@chainrule/autograd';
import { compile } from '@chainrule/compile';
import { ArgumentError, randn, ShapeError, type Tensor, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { TemplateLayer, templateLayer } from './index.ts';

/** Finite differences need doubles. */
const double = { dtype: 'float64', requiresGrad: true } as const;

describe('TemplateLayer', () => {
  it('computes x * sigmoid(beta * x)', () => {
    const x = [-2, 0, 3];
    const [first, middle, last] = new TemplateLayer(1, { init: 2 })(
      tensor(x),
    ).toArray() as number[];
    expect(first).toBeCloseTo(-2 / (1 + Math.exp(4)), 6);
    expect(middle).toBe(0);
    expect(last).toBeCloseTo(3 / (1 + Math.exp(-6)), 6);
  });

  it.each([1, 3])('with %i values of beta agrees with finite differences', (numFeatures) => {
    const inputs = [randn(2, 3, double), randn(numFeatures, double)];
    const run = (x: Tensor, beta: Tensor): Tensor => templateLayer(x, beta);
    expect(gradcheck(run, inputs)).toBe(true);
    expect(gradgradcheck(run, inputs)).toBe(true);
  });

  it('learns beta', () => {
    const layer = new TemplateLayer(3);
    expect([...layer.namedParameters()].map(([name]) => name)).toEqual(['beta']);
    layer(randn(4, 3)).sum().backward();
    expect(layer.beta.grad?.shape).toEqual([3]);
  });

  it('gives the same compiled', () => {
    const layer = new TemplateLayer(3);
    const step = compile((x: Tensor) => layer(x));
    const x = randn(4, 3);
    for (let call = 0; call < 4; call++) expect(step(x).toArray()).toEqual(layer(x).toArray());
  });

  it('prints as a layer', () => {
    expect(String(new TemplateLayer(3))).toBe('TemplateLayer(num_features=3)');
  });

  it('says what it takes', () => {
    expect(() => new TemplateLayer(0)).toThrow(ArgumentError);
    expect(() => new TemplateLayer(3)(randn(2, 4))).toThrow(ShapeError);
    expect(() => new TemplateLayer(3)(randn(2, 4))).toThrow('got shape [2, 4]');
  });
});
