import { expect, it } from 'vitest';
import * as experiments from './index.ts';

it('@chainrule/experiments exports these names', () => {
  expect(Object.keys(experiments).sort()).toMatchInlineSnapshot('[]');
});
