import { expect, it } from 'vitest';
import * as optim from './index.ts';

it('@chainrule/optim exports these names', () => {
  expect(Object.keys(optim).sort()).toMatchInlineSnapshot(`
    [
      "Adagrad",
      "Adam",
      "AdamW",
      "Optimizer",
      "RMSprop",
      "SGD",
      "lrScheduler",
    ]
  `);
});
