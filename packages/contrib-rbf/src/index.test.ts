import * as contribRbf from '@chainrule/contrib-rbf';
import { expect, it } from 'vitest';

it('@chainrule/contrib-rbf exports these names', () => {
  expect(Object.keys(contribRbf).sort()).toEqual(['RBF', 'squaredDistance']);
});
