import { describe, expect, it } from 'vitest';
import { primitives } from './cases.ts';
import type { Host } from './hosts/host.ts';
import { recordHost, recordSome, sumUp } from './record.ts';
import { lossDifference } from './training.ts';

describe('sumUp', () => {
  it('keeps the largest error of what is right, and the names of what is wrong', () => {
    const results = [
      { name: 'a', forward: 1e-7, gradient: 3e-7 },
      { name: 'b', forward: 2e-7 },
      { name: 'c', forward: Number.POSITIVE_INFINITY, problem: 'is NaN' },
    ];
    expect(sumUp(results)).toEqual({ cases: 3, failed: ['c'], forward: 2e-7, gradient: 3e-7 });
  });

  it('has no error where nothing was compared', () => {
    expect(sumUp([{ name: 'refused' }])).toMatchObject({
      failed: [],
      forward: null,
      gradient: null,
    });
  });
});

describe('recordHost', () => {
  it('runs every primitive, and compares trainings with those of the CPU', async () => {
    const host: Host = {
      name: 'webgpu',
      renderer: 'none',
      run: async (cases) => cases.map(({ name }) => ({ name, forward: 0 })),
      train: async () => ({ net: 0.5 }),
      close: async () => undefined,
    };
    const plan = { experiment: 'xor-nn', settings: { steps: 1 } };
    const record = await recordHost(host, {
      share: 10,
      plans: [plan],
      onCpu: async () => ({ net: 0.25 }),
    });
    expect(Object.keys(record.primitives)).toEqual(primitives);
    const trained = { ...plan, losses: { net: 0.5 }, difference: 0.25 };
    expect(record.training).toEqual([trained]);
    const longer = { experiment: 'xor-nn', settings: { steps: 9 } };
    const again = await recordSome(
      host,
      ['training'],
      { share: 10, plans: [longer], onCpu: async () => ({ net: 0.5 }) },
      record,
    );
    expect(again.primitives).toEqual(record.primitives);
    expect(again.training).toEqual([{ ...longer, losses: { net: 0.5 }, difference: 0 }, trained]);
  });
});

describe('lossDifference', () => {
  it('is relative above 1, and infinite where a loss is missing or no number', () => {
    expect(lossDifference({ a: 0.5, b: 110 }, { a: 0.45, b: 100 })).toBeCloseTo(0.1);
    expect(lossDifference({ a: 0.5 }, {})).toBe(Number.POSITIVE_INFINITY);
    expect(lossDifference({ a: Number.NaN }, { a: 1 })).toBe(Number.POSITIVE_INFINITY);
  });
});
