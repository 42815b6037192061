import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundle } from './bundle.ts';

/** The modules of a bundle in a folder, without those that everything there shares. */
const under = ({ modules }: Bundle, folder: string): string[] =>
  [...modules.keys()].filter((path) => path.startsWith(`packages/${folder}`)).sort();

describe('a bundle with Linear and SGD', () => {
  let made: Bundle;
  beforeAll(async () => {
    made = await bundle({ '@chainrule/nn': 'Linear', '@chainrule/optim': 'SGD' });
  });

  it('has that layer, and no other', () => {
    expect(under(made, 'nn/src/modules/')).toEqual(['packages/nn/src/modules/linear.ts']);
    expect(under(made, 'nn/src/containers/')).toEqual([]);
  });

  it('has no other loss or activation', () => {
    expect(under(made, 'nn/src/functional/')).toEqual(['packages/nn/src/functional/linear.ts']);
  });

  it('has that optimizer, and neither another nor a scheduler', () => {
    const others = under(made, 'optim/src/').filter((path) =>
      /adam|adagrad|rmsprop|moments|lr-scheduler/.test(path),
    );
    expect(others).toEqual([]);
    expect(under(made, 'optim/src/')).toContain('packages/optim/src/sgd.ts');
  });

  it.each(['kernels-cpu', 'compile', 'datasets', 'serialize', 'experiments', 'chainrule'])(
    'has nothing of %s',
    (name) => {
      expect(under(made, `${name}/`)).toEqual([]);
    },
  );

  it('has no functions of tensor that are not methods', () => {
    const functions = ['einsum', 'einsum-equation', 'one-hot', 'ranges'];
    const there = functions.filter((name) =>
      made.modules.has(`packages/tensor/src/ops/${name}.ts`),
    );
    expect(there).toEqual([]);
  });

  it('keeps what the packages do when they are loaded', () => {
    for (const path of ['cpu-device', 'execute', 'methods']) {
      expect(made.modules.has(`packages/tensor/src/${path}.ts`), path).toBe(true);
    }
    expect(made.modules.has('packages/autograd/src/install.ts')).toBe(true);
  });
});

describe('a bundle without a layer', () => {
  it('of one function has no gradients', async () => {
    const made = await bundle({ '@chainrule/tensor': 'tensor' });
    expect(under(made, 'autograd/')).toEqual([]);
    expect(under(made, 'tensor/').length).toBeGreaterThan(20);
  });

  it('of one initialiser has no other', async () => {
    const made = await bundle({ '@chainrule/init': 'xavierUniform_' });
    const others = under(made, 'init/src/').filter((path) =>
      /orthogonal|sparse|dirac|eye/.test(path),
    );
    expect(others).toEqual([]);
  });

  it('of one made-up dataset has neither another nor a loader', async () => {
    const made = await bundle({ '@chainrule/datasets': 'xor' });
    expect(
      under(made, 'datasets/src/').filter((path) => /mnist|spirals|loader/.test(path)),
    ).toEqual([]);
  });
});
