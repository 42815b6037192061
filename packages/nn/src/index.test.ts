import { expect, it } from 'vitest';
import * as nn from './index.ts';

it('@chainrule/nn exports these names', () => {
  expect(Object.keys(nn).sort()).toMatchInlineSnapshot('[]');
});
