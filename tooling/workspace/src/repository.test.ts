import { expect, it } from 'vitest';
import { withRepository } from './repository.ts';

const url = 'https://github.com/someone/chainrule';

it('says where a package comes from', () => {
  expect(withRepository({ name: 'a' }, 'packages/a', url)).toEqual({
    name: 'a',
    repository: { type: 'git', url: `git+${url}.git`, directory: 'packages/a' },
  });
});

it('leaves what a package says itself', () => {
  const manifest = { name: 'a', repository: 'elsewhere' };
  expect(withRepository(manifest, 'packages/a', url)).toEqual(manifest);
});
