import { DeviceError } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { PlayerError, problemOf } from './problem.ts';

it('tells a reader what happened and how to go on, whatever was thrown', () => {
  expect(problemOf(new Error('webgl2: the context was lost')).title).toBe('The GPU went away');
  expect(problemOf(new DeviceError('no kernel')).remedy).toContain('CPU');
  expect(problemOf('odd')).toMatchObject({ title: 'The run stopped', detail: 'odd' });
  const problem = { title: 'a', detail: 'b', remedy: 'c' };
  expect(problemOf(new PlayerError(problem))).toBe(problem);
});
