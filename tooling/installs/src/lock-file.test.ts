import { expect, it } from 'vitest';
import { foreignPackages } from './lock-file.ts';

const lock = {
  packages: {
    '': {},
    'node_modules/@chainrule/nn': { resolved: 'file:../tarballs/chainrule-nn.tgz' },
    'node_modules/vite': { resolved: 'https://registry.example/vite.tgz' },
    'node_modules/@chainrule/optim/node_modules/@chainrule/tensor': {
      resolved: 'https://registry.example/tensor.tgz',
    },
    'node_modules/@chainrule/init': { resolved: '../packages/init', link: true },
  },
};

it('finds our packages that came from elsewhere, however deep', () => {
  const names = ['@chainrule/nn', '@chainrule/tensor', '@chainrule/init'];
  expect(foreignPackages(lock, names)).toEqual([
    '@chainrule/tensor from https://registry.example/tensor.tgz',
    '@chainrule/init from ../packages/init',
  ]);
});

it('has nothing to say of what is not ours', () => {
  expect(foreignPackages(lock, ['@chainrule/nn'])).toEqual([]);
});
