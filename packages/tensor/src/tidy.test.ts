import { describe, expect, it } from 'vitest';
import { ArgumentError, DeviceError, keep, ones, type Tensor, tensor, tidy } from './index.ts';

describe('tidy', () => {
  it('gives back what was made on the way, and gives on what it returns', () => {
    const made: Tensor[] = [];
    const aside = (x: Tensor): Tensor => {
      made.push(x);
      return x;
    };
    const x = tensor([1, 2, 3]);
    const { total, rows } = tidy(() => {
      const doubled = aside(x.mul(2));
      return { total: doubled.sum(), rows: [doubled.add(1), 'text', null] as const };
    });
    expect(total.item()).toBe(12);
    expect(rows[0].toArray()).toEqual([3, 5, 7]);
    expect(x.toArray()).toEqual([1, 2, 3]);
    expect(() => made[0]?.toArray()).toThrow(DeviceError);
  });

  it('leaves views of what lives on, what is kept, and numbers in the code', () => {
    const x = ones([2, 2]);
    let kept: Tensor | undefined;
    const view = tidy(() => {
      kept = keep(x.add(41));
      return x.mul(3).t();
    });
    expect(view.toArray()).toEqual([
      [3, 3],
      [3, 3],
    ]);
    expect(kept?.sum().item()).toBe(168);
    expect(x.mul(3).sum().item()).toBe(12);
  });

  it('gives numbers back that come up once, and keeps those that come again', () => {
    const x = ones([1]);
    const before = x.mul(0.731);
    expect(before.item()).toBeCloseTo(0.731);
    for (let n = 0; n < 4; n++) {
      const y = tidy(() => x.mul(0.117).add(n / 7));
      expect(y.item()).toBeCloseTo(0.117 + n / 7);
    }
    const later = x.mul(0.731).add(0.117);
    expect(later.item()).toBeCloseTo(0.848);
  });

  it('nests: what the inner one returns belongs to the outer one', () => {
    let inner: Tensor | undefined;
    const total = tidy(() => {
      inner = tidy(() => tensor([1, 2]).mul(2));
      return inner.sum();
    });
    expect(total.item()).toBe(6);
    expect(() => inner?.toArray()).toThrow(DeviceError);
  });

  it('gives back what was made before an error, and passes the error on', () => {
    let made: Tensor | undefined;
    expect(() =>
      tidy(() => {
        made = tensor([1]).mul(2);
        throw new Error('mine');
      }),
    ).toThrow('mine');
    expect(() => made?.item()).toThrow(DeviceError);
    expect(tensor([1]).mul(2).item()).toBe(2);
  });

  it('refuses functions that wait', () => {
    expect(() => tidy(async () => (await tensor([1]).data()).length)).toThrow(ArgumentError);
  });
});
