import { expect, it } from 'vitest';
import * as init from './index.ts';

it('@chainrule/init exports these names', () => {
  expect(Object.keys(init).sort()).toMatchInlineSnapshot(`
    [
      "calculateFanInAndFanOut",
      "calculateGain",
      "constant_",
      "dirac_",
      "eye_",
      "kaimingNormal_",
      "kaimingUniform_",
      "normal_",
      "ones_",
      "orthogonal_",
      "sparse_",
      "truncNormal_",
      "uniform_",
      "xavierNormal_",
      "xavierUniform_",
      "zeros_",
    ]
  `);
});
