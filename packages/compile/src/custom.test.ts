import { definePrimitive, grad, saving } from '@chainrule/autograd';
import { randn, type Tensor, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { compile } from './index.ts';
import { describeExecutors } from './testing/executors.ts';

const power = definePrimitive<[x: Tensor], { by: number | readonly number[] }>({
  name: 'power',
  shape: ([x]) => x.shape,
  forward(out, [x], { by }) {
    const exponents = [by].flat();
    x.data.forEach((value, i) => {
      for (const exponent of exponents) out.data[i] = (out.data[i] as number) + value ** exponent;
    });
  },
  gradient: [
    saving([0], (gradient, { inputs: [x], params: { by } }) =>
      [by]
        .flat()
        .map((exponent) => x.pow(exponent - 1).mul(exponent))
        .reduce((sum, slope) => sum.add(slope))
        .mul(gradient),
    ),
  ],
});

/** As many as compile needs to record, to compare, and to run. */
const calls = [0, 1, 2, 3, 4];

describeExecutors('primitives from outside in compiled steps', () => {
  it('train as they do eagerly, between fused operations', () => {
    const losses = (wrap: typeof compile | null): number[] => {
      const x = tensor([0.5, -1, 2]);
      const weight = tensor([0.3, 0.2, 0.1], { requiresGrad: true });
      const step = (): Tensor => {
        const loss = power(weight.mul(x).add(1), { by: [2, 3] })
          .sigmoid()
          .sum();
        const [gradient] = grad(loss, [weight]);
        weight.detach().sub_((gradient as Tensor).mul(0.1));
        return loss.detach();
      };
      const run = wrap === null ? step : wrap(step);
      return calls.map(() => run().item());
    };
    expect(losses(compile)).toEqual(losses(null));
  });

  it('are computed once for the same params, and again for others', () => {
    const x = randn(3);
    const step = compile((x: Tensor) => [
      power(x, { by: 2 }),
      power(x, { by: 2 }),
      power(x, { by: [2, 0] }),
      power(x, { by: [2, -0] }),
      power(x, { by: [2, Number.NaN] }),
      power(x, { by: [2, Number.POSITIVE_INFINITY] }),
    ]);
    const first = step(x).map((result) => result.toArray());
    for (const _ of calls) expect(step(x).map((result) => result.toArray())).toEqual(first);
    expect(step.explain().match(/power\(/g)).toHaveLength(5);
  });

  it('are told apart where they have one name', () => {
    const twin = (by: number): typeof power =>
      definePrimitive<[x: Tensor], { by: number | readonly number[] }>({
        name: 'twin',
        shape: ([x]) => x.shape,
        forward(out, [x]) {
          x.data.forEach((value, i) => {
            out.data[i] = value * by;
          });
        },
      });
    const [double, triple] = [twin(2), twin(3)];
    const step = compile((x: Tensor) => double(x, { by: 0 }).add(triple(x, { by: 0 })));
    for (const _ of calls) expect(step(tensor([1, 2])).toArray()).toEqual([5, 10]);
  });

  it('write in place', () => {
    const state = tensor([1, 2, 3]);
    const step = compile(() => {
      power.assign(state, state, { by: 1 });
      return state.mul(2);
    });
    for (const _ of calls) expect(step().toArray()).toEqual([2, 4, 6]);
  });
});
