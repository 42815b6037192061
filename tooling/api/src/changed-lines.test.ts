import { expect, it } from 'vitest';
import { changedLines } from './changed-lines.ts';

it('says what went and what came', () => {
  expect(changedLines('a\nb\nc', 'a\nc\nd')).toEqual(['- b', '+ d']);
});
