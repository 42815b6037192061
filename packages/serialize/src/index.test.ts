import { expect, it } from 'vitest';
import * as serialize from './index.ts';

it('@chainrule/serialize exports these names', () => {
  expect(Object.keys(serialize).sort()).toMatchInlineSnapshot(`
    [
      "fromPyTorchNames",
      "loadCheckpoint",
      "loadSafetensors",
      "saveCheckpoint",
      "saveSafetensors",
      "toPyTorchNames",
    ]
  `);
});
