import { cat, ones, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { compile } from '../../compile.ts';
import { describeExecutors } from '../../testing/executors.ts';

describeExecutors('a kernel that reads what has no elements', () => {
  it('finds it empty', () => {
    const x = tensor([[1, 2, 3]]);
    // As the gradient of a product over a dimension of length 1 does.
    const step = compile(() => cat([x.narrow(0, 0, 0).mul(2), ones(1, 3).add(x)], 0).cumprod(0));
    for (let i = 0; i < 4; i++) expect(step().toArray()).toEqual([[2, 3, 4]]);
    expect(step.explain()).toMatch(/cat/);
  });
});
