import { describe, expect, it } from 'vitest';
import {
  ArgumentError,
  arange,
  broadcastTensors,
  cat,
  hstack,
  meshgrid,
  ones,
  ShapeError,
  stack,
  tensor,
  vstack,
  zeros,
} from '../index.ts';

describe('cat', () => {
  it('joins along a dim and promotes', () => {
    const joined = cat([ones(2, 1, { dtype: 'int32' }), zeros(2, 2)], 1);
    expect(joined.toArray()).toEqual([
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(joined.dtype).toBe('float32');
    expect(cat([ones(1, 2).t(), zeros(1, 1)], { dim: -2 }).toArray()).toEqual([[1], [1], [0]]);
  });

  it('takes tensors of shape [0] along with any', () => {
    expect(cat([zeros(0), ones(2, 2)], 1).shape).toEqual([2, 2]);
    expect(cat([zeros(0, { dtype: 'float64' }), ones(2)]).dtype).toBe('float64');
    expect(cat([zeros(0), zeros(0)]).shape).toEqual([0]);
  });

  it('copies even a single tensor', () => {
    const x = ones(2);
    expect(cat([x]).storage).not.toBe(x.storage);
  });

  it('says which tensor does not fit', () => {
    expect(() => cat([zeros(2, 3), zeros(2, 2)])).toThrow(
      'tensor 0 has shape [2, 3], tensor 1 [2, 2]',
    );
    expect(() => cat([ones(1), tensor(1)])).toThrow('tensor 1 is a scalar; use stack');
    expect(() => cat([])).toThrow(ArgumentError);
    expect(() => cat(ones(2) as never)).toThrow('as cat([a, b])');
    expect(() => cat([ones(2)], 1)).toThrow(ShapeError);
  });
});

describe('stack and its like', () => {
  it('put tensors along a new dim, side by side or one below the other', () => {
    const [a, b] = [arange(2), arange(2).add(2)];
    expect(stack([a, b]).toArray()).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(stack([a, b], -1).toArray()).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(stack([a, b], { dim: 1 }).shape).toEqual([2, 2]);
    expect(hstack([a, b]).toArray()).toEqual([0, 1, 2, 3]);
    expect(hstack([a.unsqueeze(1), b.unsqueeze(1)]).shape).toEqual([2, 2]);
    expect(hstack([tensor(1), tensor(2)]).toArray()).toEqual([1, 2]);
    expect(vstack([a, b]).shape).toEqual([2, 2]);
    expect(() => stack([a, zeros(3)])).toThrow('tensor 0 has [2], tensor 1 [3]');
    expect(() => stack([])).toThrow(ArgumentError);
  });
});

describe('broadcastTensors', () => {
  it('expands to a common shape, given one by one or as an array', () => {
    const shapes = broadcastTensors(zeros(2, 1), zeros(3), zeros([])).map((x) => x.shape);
    expect(shapes).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
    ]);
    expect(broadcastTensors([zeros(2, 1), zeros(3)]).map((x) => x.shape)).toEqual([
      [2, 3],
      [2, 3],
    ]);
    expect(() => broadcastTensors(zeros(2), zeros(3))).toThrow(ShapeError);
  });
});

describe('meshgrid', () => {
  it('runs down the rows or along them', () => {
    const axes = [arange(2), arange(3)];
    const [i, j] = meshgrid(axes);
    expect([i?.toArray(), j?.toArray()]).toEqual([
      [
        [0, 0, 0],
        [1, 1, 1],
      ],
      [
        [0, 1, 2],
        [0, 1, 2],
      ],
    ]);
    const [x, y] = meshgrid(axes, { indexing: 'xy' });
    expect(x?.toArray()).toEqual(i?.t().toArray());
    expect(y?.shape).toEqual([3, 2]);
    expect(() => meshgrid([zeros(2, 2)])).toThrow(ShapeError);
    expect(() => meshgrid(axes, { indexing: 'ji' as never })).toThrow(ArgumentError);
  });
});
