import { ArgumentError, type Tensor, tensor } from '@chainrule/tensor';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { defaultCollate } from './collate.ts';
import fixture from './fixtures/data-loader.json' with { type: 'json' };

describe('defaultCollate', () => {
  it.each(Object.entries(fixture.collate))('makes of %s what PyTorch makes', (_, expected) => {
    const batch = defaultCollate(expected.samples as (number | boolean)[]);
    // PyTorch's int64 is int32 here.
    expect(batch.dtype).toBe(expected.dtype.replace('int64', 'int32'));
    expect(batch.toArray()).toEqual(expected.batch);
  });

  it('stacks tensors and typed arrays', () => {
    const batch = defaultCollate([tensor([[1, 2]]), tensor([[3, 4]])]);
    expect(batch.shape).toEqual([2, 1, 2]);
    expect(batch.toArray()).toEqual([[[1, 2]], [[3, 4]]]);
    expect(defaultCollate([tensor(1), tensor(2)]).shape).toEqual([2]);
    const bytes = defaultCollate([new Uint8Array([1, 2]), new Uint8Array([3, 4])]);
    expect([bytes.dtype, bytes.toArray()]).toEqual([
      'uint8',
      [
        [1, 2],
        [3, 4],
      ],
    ]);
  });

  it('keeps whole numbers whole only as far as int32 reaches', () => {
    expect(defaultCollate([2 ** 31 - 1, -(2 ** 31)]).dtype).toBe('int32');
    expect(defaultCollate([2 ** 31]).dtype).toBe('float64');
    expect(defaultCollate([Number.NaN]).dtype).toBe('float64');
  });

  it('goes field by field through tuples, arrays and objects', () => {
    const samples: { image: Tensor; tags: [string, number]; boxes: number[] }[] = [
      { image: tensor([0]), tags: ['a', 1], boxes: [1, 2] },
      { image: tensor([5]), tags: ['b', 2], boxes: [3, 4] },
    ];
    const batch = defaultCollate(samples);
    expectTypeOf(batch).toEqualTypeOf<{
      image: Tensor;
      tags: [string[], Tensor];
      boxes: Tensor[];
    }>();
    expect(batch.image.toArray()).toEqual([[0], [5]]);
    expect(batch.tags[0]).toEqual(['a', 'b']);
    expect(batch.tags[1].toArray()).toEqual([1, 2]);
    expect(batch.boxes.map((box) => box.toArray())).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('says what it cannot put together', () => {
    const collate: (samples: readonly unknown[]) => unknown = defaultCollate;
    expect(() => collate([])).toThrow('at least one sample');
    expect(() => collate([null])).toThrow('no batch can be made of null');
    expect(() => collate([new Date(0)])).toThrow('no batch can be made of Date');
    expect(() => collate([1n])).toThrow('no batch can be made of bigint');
    expect(() => collate([tensor(1), 2])).toThrow('of different kinds: Tensor, number');
    expect(() => collate([[1], [1, 2]])).toThrow('of one length; got 1 and 2');
    expect(() => collate([{ a: 1 }, { b: 1 }])).toThrow('number, undefined');
    expect(() => collate([Promise.resolve(1)])).toThrow('for await');
    expect(() => collate([tensor([1]), tensor([1, 2])])).toThrow();
    expect(() => collate([Symbol('a')])).toThrow(ArgumentError);
  });
});
