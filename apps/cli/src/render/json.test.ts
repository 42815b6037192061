import { expect, test } from 'vitest';
import { jsonRenderer } from './json.ts';

test('writes an event a line, and no progress', () => {
  const lines: string[] = [];
  const renderer = jsonRenderer((line) => lines.push(line));
  renderer.render({ type: 'step', step: 0, cost: 0.7174476385116577 });
  renderer.render({
    type: 'progress',
    label: 'epoch 1/1',
    done: 1,
    total: 2,
    unit: 'images',
    loss: 1,
    itemsPerSecond: 1,
  });
  renderer.render({ type: 'step', step: 100, cost: Number.NaN });
  expect(lines).toEqual([
    '{"type":"step","step":0,"cost":0.7174476385116577}',
    '{"type":"step","step":100,"cost":null}',
  ]);
});
