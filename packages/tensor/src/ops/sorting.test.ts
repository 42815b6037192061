import { describe, expect, it } from 'vitest';
import { arange, bucketize, ShapeError, searchsorted, tensor, zeros } from '../index.ts';

const nan = Number.NaN;

describe('sort', () => {
  it('is stable both ways, and puts NaN at the large end', () => {
    const x = tensor([2, nan, 1, 2, 1]);
    const up = x.sort();
    expect(up.values.toArray()).toEqual([1, 1, 2, 2, nan]);
    expect(up.indices.toArray()).toEqual([2, 4, 0, 3, 1]);
    const down = x.sort({ descending: true });
    expect(down.values.toArray()).toEqual([nan, 2, 2, 1, 1]);
    expect(down.indices.toArray()).toEqual([1, 0, 3, 2, 4]);
    expect(x.argsort(0, true).toArray()).toEqual(down.indices.toArray());
  });

  it('sorts along any dim of any layout', () => {
    const x = tensor([
      [3, 1],
      [2, 4],
    ]);
    expect(x.sort(0).values.toArray()).toEqual([
      [2, 1],
      [3, 4],
    ]);
    expect(x.t().sort({ dim: 1 }).values.toArray()).toEqual([
      [2, 3],
      [1, 4],
    ]);
    expect(tensor(1).sort().indices.item()).toBe(0);
    expect(() => x.sort(2)).toThrow(ShapeError);
  });
});

describe('topk and kthvalue', () => {
  it('pick by rank', () => {
    const x = tensor([1, 4, 2, nan, 3]);
    expect(x.topk(2).values.toArray()).toEqual([nan, 4]);
    expect(x.topk(2, { largest: false }).indices.toArray()).toEqual([0, 2]);
    expect(x.topk(1, 0, false).values.toArray()).toEqual([1]);
    expect(x.kthvalue(2).values.item()).toBe(2);
    expect(x.kthvalue(5, { dim: 0, keepdim: true }).values.toArray()).toEqual([nan]);
    expect(
      tensor([
        [1, 2],
        [4, 3],
      ])
        .kthvalue(1, 1)
        .indices.toArray(),
    ).toEqual([0, 1]);
    expect(tensor(7).topk(1).values.item()).toBe(7);
    expect(tensor(7).kthvalue(1).values.item()).toBe(7);
  });

  it('refuse ranks that are not there', () => {
    expect(() => arange(3).topk(4)).toThrow('topk takes k from 0 to 3');
    expect(() => arange(3).kthvalue(0)).toThrow('kthvalue takes k from 1 to 3');
    expect(() => arange(3).topk(1.5)).toThrow(ShapeError);
  });
});

describe('median', () => {
  it('is the lower middle, and NaN where there is one', () => {
    expect(tensor([4, 1, 3, 2]).median().item()).toBe(2);
    expect(tensor([3, nan, 1]).median().item()).toBe(nan);
    expect(zeros(0).median().item()).toBe(nan);
    const byRow = tensor([
      [3, 1, 2],
      [nan, 5, nan],
    ]).median(1);
    expect(byRow.values.toArray()).toEqual([2, nan]);
    expect(byRow.indices.toArray()).toEqual([2, 0]);
    expect(arange(4).reshape(2, 2).median({ dim: 0, keepdim: true }).values.shape).toEqual([1, 2]);
    expect(tensor(3).median(0).values.item()).toBe(3);
    expect(() => zeros(2, 0).median(1)).toThrow('median needs an element along dim 1');
  });
});

describe('searchsorted and bucketize', () => {
  it('find the place that keeps the order', () => {
    const edges = tensor([1, 3, 5]);
    const values = tensor([
      [0, 1],
      [4, 9],
    ]);
    expect(searchsorted(edges, values).toArray()).toEqual([
      [0, 0],
      [2, 3],
    ]);
    expect(bucketize(values, edges, { right: true }).toArray()).toEqual([
      [0, 1],
      [2, 3],
    ]);
    const rows = tensor([
      [1, 2],
      [10, 20],
    ]);
    expect(searchsorted(rows, tensor([[2], [2]])).toArray()).toEqual([[1], [0]]);
    expect(searchsorted(edges, tensor(2)).item()).toBe(1);
    expect(() => searchsorted(rows, tensor([1, 2, 3]))).toThrow(ShapeError);
    expect(() => searchsorted(tensor(1), values)).toThrow(ShapeError);
  });
});

describe('unique', () => {
  it('sorts, and tells where each went and how often', () => {
    const x = tensor([
      [2, 1],
      [2, 3],
    ]);
    expect(x.unique().toArray()).toEqual([1, 2, 3]);
    const all = x.unique({ returnInverse: true, returnCounts: true });
    expect(all.inverseIndices?.toArray()).toEqual([
      [1, 0],
      [1, 2],
    ]);
    expect(all.counts?.toArray()).toEqual([1, 2, 1]);
    const bare = x.t().unique({});
    expect([bare.inverseIndices, bare.counts]).toEqual([null, null]);
    expect(tensor([nan, 1, nan]).unique().toArray()).toEqual([1, nan, nan]);
    expect(tensor([true, false, true]).unique().toArray()).toEqual([false, true]);
    expect(zeros(0).unique().shape).toEqual([0]);
  });
});
