import { expect, it } from 'vitest';
import { rewriteSpecifiers } from './rewrite-specifiers.ts';

it.each([
  ["import { a } from './a.ts';", "import { a } from './a.js';"],
  ['import { a } from "../deep/a.ts";', 'import { a } from "../deep/a.js";'],
  ["import './a.ts';", "import './a.js';"],
  ["export * from './a.ts';", "export * from './a.js';"],
  ["await import('./a.ts');", "await import('./a.js');"],
  ["new URL('./a.ts', import.meta.url)", "new URL('./a.js', import.meta.url)"],
])('rewrites %s', (source, expected) => {
  expect(rewriteSpecifiers(source)).toBe(expected);
});

it.each([
  "import { a } from '@chainrule/tensor';",
  "import { a } from 'some-package/a.ts';",
  "const path = './a.ts';",
  "import { a } from './a.json';",
])('leaves %s', (source) => {
  expect(rewriteSpecifiers(source)).toBe(source);
});
