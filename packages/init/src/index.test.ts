import { expect, it } from 'vitest';
import * as init from './index.ts';

it('@chainrule/init exports these names', () => {
  expect(Object.keys(init).sort()).toMatchInlineSnapshot('[]');
});
