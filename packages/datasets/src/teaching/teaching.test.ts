import { Generator, manualSeed, type Tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { blobs, type LabelledPoints, moons, spirals, xor } from './index.ts';

function columns(points: Tensor): number[][] {
  return points.t().toArray() as number[][];
}

function counts({ tensors: [, labels] }: LabelledPoints): number[] {
  const found: number[] = [];
  for (const label of labels.toArray() as number[]) found[label] = (found[label] ?? 0) + 1;
  return found;
}

describe('xor', () => {
  it('has four points and their exclusive or', () => {
    const [x, y] = xor().tensors;
    expect([x.dtype, x.shape, y.dtype, y.shape]).toEqual(['float32', [4, 2], 'float32', [4, 1]]);
    const [a = [], b = []] = columns(x);
    expect(y.flatten().toArray()).toEqual(a.map((value, i) => (value !== b[i] ? 1 : 0)));
  });
});

describe('moons', () => {
  it('lie on two half circles', () => {
    const dataset = moons({ samples: 101 });
    expect(counts(dataset)).toEqual([51, 50]);
    const [points, labels] = dataset.tensors;
    expect([points.dtype, points.shape, labels.dtype]).toEqual(['float32', [101, 2], 'int32']);
    const [x = [], y = []] = columns(points);
    for (const [i, label] of (labels.toArray() as number[]).entries()) {
      const [dx, dy] = label === 0 ? [x[i]!, y[i]!] : [1 - x[i]!, 0.5 - y[i]!];
      expect(Math.hypot(dx, dy)).toBeCloseTo(1, 6);
      expect(dy).toBeGreaterThan(-1e-6);
    }
  });
});

describe('spirals', () => {
  it('wind outwards, one arm a class', () => {
    const dataset = spirals({ samples: 90, classes: 3, turns: 2 });
    expect(counts(dataset)).toEqual([30, 30, 30]);
    const [x = [], y = []] = columns(dataset.tensors[0]);
    const radii = x.map((value, i) => Math.hypot(value, y[i]!));
    for (const start of [0, 30, 60]) {
      expect(radii[start]).toBe(0);
      expect(radii[start + 29]).toBeCloseTo(1, 6);
      for (let i = start + 1; i < start + 30; i++) expect(radii[i]).toBeGreaterThan(radii[i - 1]!);
    }
    // After two whole turns each arm ends in the direction it began in, a third apart.
    const ends = [29, 59, 89].map((i) => Math.atan2(y[i]!, x[i]!));
    expect(ends[0]).toBeCloseTo(0, 6);
    expect(ends[1]).toBeCloseTo((2 * Math.PI) / 3, 6);
    expect(ends[2]).toBeCloseTo((-2 * Math.PI) / 3, 6);
  });
});

describe('blobs', () => {
  it('spread around their centers', () => {
    const centers = [
      [-5, 0, 5],
      [100, 200, 300],
    ];
    manualSeed(1);
    const dataset = blobs({ samples: 4001, centers, noise: 2 });
    expect(counts(dataset)).toEqual([2001, 2000]);
    const [points] = dataset.tensors;
    expect(points.shape).toEqual([4001, 3]);
    for (const [label, center] of centers.entries()) {
      const cloud = points.narrow(0, 2001 * label, 2000);
      expect(cloud.mean(0)).toBeAllclose(center, { atol: 0.2, rtol: 0 });
      expect(cloud.std(0)).toBeAllclose([2, 2, 2], { atol: 0.1, rtol: 0 });
    }
  });

  it('draws centers from the box', () => {
    const options = { samples: 50, centers: 50, features: 4, noise: 0, centerBox: [3, 5] } as const;
    const [points] = blobs(options).tensors;
    expect(points.shape).toEqual([50, 4]);
    expect(points.min().item()).toBeGreaterThanOrEqual(3);
    expect(points.max().item()).toBeLessThanOrEqual(5);
    expect(points.std().item()).toBeGreaterThan(0.3);
  });

  it('refuses an empty box and centers of different lengths', () => {
    expect(() => blobs({ centerBox: [1, 0] })).toThrow('centerBox is [low, high]; got [1, 0]');
    expect(() => blobs({ centers: [[0], [0, 1]] })).toThrow('got 1 and 2');
    expect(() => blobs({ centers: [] })).toThrow('classes must be a positive whole number');
  });
});

describe.each([
  ['moons', moons],
  ['spirals', spirals],
  ['blobs', blobs],
])('%s', (_, make) => {
  it('come from the seed alone', () => {
    const [first, again, other] = [7, 7, 8].map((seed) => {
      const generator = new Generator().manualSeed(seed);
      return make({ samples: 20, noise: 0.5, generator }).tensors[0].toArray();
    });
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    manualSeed(7);
    expect(make({ samples: 20, noise: 0.5 }).tensors[0].toArray()).toEqual(first);
  });

  it('refuse bad counts and noise', () => {
    expect(() => make({ samples: 0 })).toThrow('samples must be a positive whole number; got 0');
    for (const noise of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => make({ noise })).toThrow(`a standard deviation, 0 or more; got ${noise}`);
    }
  });
});
