import { expect, it } from 'vitest';
import { docstringBlocks, markdownBlocks } from './blocks.ts';

it('finds the blocks of a page, with their lines and marks', () => {
  const page = [
    '# A page',
    '',
    '```ts',
    'one();',
    '',
    'two();',
    '```',
    '- a list',
    '  ```sh no-run',
    '  ls',
    '  ```',
  ];
  expect(markdownBlocks('page.md', page.join('\n'))).toEqual([
    { file: 'page.md', line: 4, language: 'ts', mark: '', code: 'one();\n\ntwo();' },
    { file: 'page.md', line: 10, language: 'sh', mark: 'no-run', code: 'ls' },
  ]);
});

it('finds the blocks of docstrings, and no others', () => {
  const source = [
    'const fence = "```";',
    '/**',
    ' * Adds.',
    ' * ```ts',
    ' * class A {',
    ' *   b = 1;',
    ' * }',
    ' * ```',
    ' */',
    'export const add = 1;',
  ];
  expect(docstringBlocks('add.ts', source.join('\n'))).toEqual([
    { file: 'add.ts', line: 5, language: 'ts', mark: '', code: 'class A {\n  b = 1;\n}' },
  ]);
});

it('refuses a block that is never closed', () => {
  expect(() => markdownBlocks('page.md', '```ts\none();')).toThrow('page.md:2');
});
