import { expect, it } from 'vitest';
import { wrongContents } from './tarball-contents.ts';

const good = [
  'package/package.json',
  'package/README.md',
  'package/LICENSE',
  'package/dist/index.js',
];

it('takes what belongs into a package', () => {
  expect(wrongContents([...good, 'package/dist/node/index.d.ts'])).toEqual([]);
  expect(wrongContents([...good, 'package/template/src/layer.test.ts'])).toEqual([]);
});

it.each([
  [good.slice(1), 'no package/package.json'],
  [good.slice(0, 3), 'nothing in package/dist'],
  [[...good, 'package/src/index.ts'], 'package/src/index.ts is published'],
  [[...good, 'package/dist/add.test.js'], 'package/dist/add.test.js is published'],
])('refuses %j', (paths, message) => {
  expect(wrongContents(paths)).toEqual([message]);
});
