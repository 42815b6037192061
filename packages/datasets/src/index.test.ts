import { expect, it } from 'vitest';
import * as datasets from './index.ts';

it('@chainrule/datasets exports these names', () => {
  expect(Object.keys(datasets).sort()).toMatchInlineSnapshot('[]');
});
