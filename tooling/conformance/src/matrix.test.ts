import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { primitives } from './cases.ts';
import { hostNames } from './hosts/host.ts';
import { formatError, renderMatrix } from './matrix.ts';
import { matrixFile, readRecords } from './records.ts';
import { fullPlans, isSamePlan, lossTolerance, shortPlans, type TrainingPlan } from './training.ts';

const records = readRecords();

describe('docs/devices.md', () => {
  it('is what the records say', () => {
    expect(readFileSync(matrixFile, 'utf8')).toBe(renderMatrix(records));
  });

  it('has every primitive of every device, all of them right', () => {
    expect(records.map(({ host }) => host)).toEqual(hostNames);
    for (const record of records) {
      expect(Object.keys(record.primitives)).toEqual(primitives);
      const seen = [...Object.values(record.primitives), ...Object.values(record.operations)];
      expect(seen.flatMap(({ failed }) => failed)).toEqual([]);
      const trained = (plan: TrainingPlan): boolean =>
        record.training.some((each) => isSamePlan(each, plan));
      const wanted = ['headlessgl', 'webgpu'].includes(record.host) ? fullPlans : shortPlans;
      expect(wanted.filter((plan) => !trained(plan))).toEqual([]);
      expect(record.training.filter(({ difference }) => difference > lossTolerance)).toEqual([]);
    }
  });
});

describe('an error', () => {
  it('is rounded up to one digit', () => {
    expect([0, 1e-7, 1.01e-7, 9.99e-7, 0.5, null].map(formatError)).toEqual([
      '0',
      '1e-7',
      '2e-7',
      '1e-6',
      '5e-1',
      '',
    ]);
  });
});
