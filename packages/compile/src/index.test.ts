import { expect, it } from 'vitest';
import * as compile from './index.ts';

it('@chainrule/compile exports these names', () => {
  expect(Object.keys(compile).sort()).toMatchInlineSnapshot(`
    [
      "CompileError",
      "compile",
    ]
  `);
});
