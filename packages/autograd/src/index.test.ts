import { expect, it } from 'vitest';
import * as autograd from './index.ts';

it('@chainrule/autograd exports these names', () => {
  expect(Object.keys(autograd).sort()).toMatchInlineSnapshot(`
    [
      "Function",
      "backward",
      "definePrimitive",
      "detectAnomaly",
      "enableGrad",
      "grad",
      "gradcheck",
      "gradgradcheck",
      "gradients",
      "isAnomalyDetected",
      "isGradEnabled",
      "noGrad",
      "saving",
      "setDetectAnomaly",
      "setGradEnabled",
    ]
  `);
});
