import { apply, Generator, none, rand, slice, type Tensor } from '@chainrule/tensor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accelerate } from './accelerate.ts';

const generator = new Generator().manualSeed(3);
const draw = (...shape: number[]): Tensor => rand(shape, { generator }).sub(0.5);

/** The same computation with and without the kernels, in float32. */
function both(compute: () => Tensor): [fast: Tensor, plain: Tensor] {
  const fast = compute();
  restore();
  const plain = compute();
  restore = accelerate();
  return [fast, plain];
}

let restore: () => void;
beforeEach(() => {
  restore = accelerate();
});
afterEach(() => restore());

const matrices: [name: string, a: () => Tensor, b: () => Tensor][] = [
  ['plain', () => draw(40, 70), () => draw(70, 33)],
  ['left transposed', () => draw(70, 40).t(), () => draw(70, 33)],
  ['right transposed', () => draw(40, 70), () => draw(33, 70).t()],
  ['both transposed', () => draw(70, 40).t(), () => draw(33, 70).t()],
  [
    'slices of larger ones',
    () => draw(50, 90).narrow(0, 5, 40).narrow(1, 7, 70),
    () => draw(80, 40).narrow(0, 3, 70),
  ],
  [
    'every other column',
    () => draw(40, 140).index('...', slice(null, null, 2)),
    () => draw(70, 33),
  ],
  ['a vector as a matrix', () => draw(1, 5000), () => draw(5000, 1)],
  ['an expanded row', () => draw(1, 70).expand(40, 70), () => draw(70, 33)],
  ['a batch', () => draw(3, 20, 30), () => draw(3, 30, 25)],
  ['a batch that shares one', () => draw(3, 20, 30), () => draw(30, 25)],
  [
    'a batch transposed',
    () => draw(3, 30, 20).transpose(1, 2),
    () => draw(3, 25, 30).transpose(1, 2),
  ],
  ['a batch that broadcasts', () => draw(2, 1, 20, 30), () => draw(1, 3, 30, 25)],
];

describe('accelerate', () => {
  it.each(matrices)('multiplies %s', (_, makeA, makeB) => {
    const [a, b] = [makeA(), makeB()];
    const [fast, plain] = both(() => a.matmul(b));
    expect(fast).toBeAllclose(plain, { rtol: 1e-5, atol: 1e-5 });
  });

  it.each(['exp', 'log', 'sigmoid', 'tanh'] as const)('computes %s', (name) => {
    const x = draw(40, 40).add(0.6);
    const [fast, plain] = both(() => x[name]());
    expect(fast).toBeAllclose(plain, { rtol: 1e-6, atol: 1e-7 });
  });

  it.each(['add', 'sub', 'mul', 'div'] as const)(
    'computes %s, however its operands repeat',
    (name) => {
      const x = draw(20, 30, 40);
      for (const other of [
        draw(20, 30, 40),
        draw(40),
        draw(30, 40),
        draw(1, 30, 40),
        draw(30, 1),
        draw(1),
        draw(20, 1, 1),
        draw(40, 30, 20).permute(2, 1, 0),
        draw(20, 30, 50).narrow(2, 5, 40),
        draw(2, 20, 30, 40),
      ]) {
        const [fast, plain] = both(() => x[name](other));
        expect(fast.equal(plain)).toBe(true);
        const [turned, turnedPlain] = both(() => other[name](x));
        expect(turned.equal(turnedPlain)).toBe(true);
      }
    },
  );

  it('keeps the bits of sqrt, relu and what flows back through it', () => {
    const x = draw(40, 40);
    for (const compute of [
      () => x.abs().sqrt(),
      () => x.neg(),
      () => x.relu(),
      () => x.abs().rsqrt(),
      () => x.relu().mul(3),
      () => apply('reluBackward', [x, x.t().contiguous()], none),
      () => apply('sigmoidBackward', [x, x.add(0.5)], none),
      () => apply('tanhBackward', [x.sum(0), x], none),
    ]) {
      const [fast, plain] = both(compute);
      expect(fast.equal(plain)).toBe(true);
    }
  });

  it('adds a bias of any shape', () => {
    const [a, b] = [draw(40, 70), draw(33, 70).t()];
    for (const bias of [draw(33), draw(1, 33), draw(40, 33), draw(40, 1), draw(1)]) {
      const [fast, plain] = both(() => bias.addmm(a, b));
      expect(fast).toBeAllclose(plain, { rtol: 1e-5, atol: 1e-5 });
    }
  });

  it('writes in place, also over an operand', () => {
    const square = draw(64, 64);
    const [fast, plain] = both(() => {
      const copy = square.clone();
      return copy.copy_(copy.matmul(copy)).exp_();
    });
    expect(fast).toBeAllclose(plain, { rtol: 1e-5, atol: 1e-5 });
  });

  it('leaves other dtypes to the plain kernels', () => {
    const x = draw(64, 64).double();
    const [fast, plain] = both(() => x.matmul(x).sigmoid());
    expect(fast.equal(plain)).toBe(true);
  });
});
