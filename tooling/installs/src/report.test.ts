import { expect, it } from 'vitest';
import { checkReport } from './report.ts';

const good = { first: 0.7434072, last: 0.0012345, restored: true };

it('takes the last line of what a program printed', () => {
  expect(checkReport(`epoch 1\n${JSON.stringify(good)}\n`)).toMatch('0.743407 to 0.00123');
});

it.each([
  [JSON.stringify({ ...good, last: 0.69 }), 'the last loss is 0.69'],
  [JSON.stringify({ ...good, first: undefined }), 'the first loss is undefined'],
  [JSON.stringify({ ...good, restored: false }), 'read back'],
  [JSON.stringify({ error: 'TypeError: x is not a function' }), 'x is not a function'],
  ['Trained.', 'no report: Trained.'],
  ['', 'nothing'],
])('refuses %s', (text, message) => {
  expect(() => checkReport(text)).toThrow(message);
});
