import * as contribKan from '@chainrule/contrib-kan';
import { expect, it } from 'vitest';

it('@chainrule/contrib-kan exports these names', () => {
  expect(Object.keys(contribKan).sort()).toEqual(['KAN', 'KANLinear', 'bSplineBasis']);
});
