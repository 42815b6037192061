import { expect, it } from 'vitest';
import * as chainrule from './index.ts';

it('chainrule exports these names', () => {
  expect(Object.keys(chainrule).sort()).toMatchInlineSnapshot('[]');
});
