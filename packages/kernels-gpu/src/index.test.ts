import { expect, it } from 'vitest';
import * as kernelsGpu from './index.ts';

it('@chainrule/kernels-gpu exports these names', () => {
  expect(Object.keys(kernelsGpu).sort()).toMatchInlineSnapshot(`
    [
      "GpuDevice",
      "auto",
      "gpu",
      "headlessgl",
      "isAvailable",
      "webgl2",
      "webgpu",
    ]
  `);
});
