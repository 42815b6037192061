import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arange, numberOfElements, ShapeError, type Tensor, zeros } from '../index.ts';
import { type Naive, places } from '../testing/naive.ts';
import { chainOfViews, shapeAndChoices } from '../testing/random-views.ts';

function numbered(shape: readonly number[]): { base: Tensor; model: Naive } {
  const count = numberOfElements(shape);
  const values = Array.from({ length: count }, (_, index) => index);
  return { base: arange(count).reshape(shape), model: { shape, values } };
}

const isRepeated = (values: readonly number[]): boolean => new Set(values).size < values.length;

describe('chains of views', () => {
  it('show the elements that copies would have', () => {
    fc.assert(
      fc.property(shapeAndChoices, ({ shape, choices }) => {
        const { base, model } = numbered(shape);
        const { names, actual, expected } = chainOfViews(base, model, choices);
        const context = names.join(', ');
        expect(actual.shape, context).toEqual(expected.shape);
        expect([...actual.dataSync()], context).toEqual(expected.values);
        expect([...actual.contiguous().dataSync()], context).toEqual(expected.values);
        expect([...actual.add(1).dataSync()], context).toEqual(expected.values.map((v) => v + 1));
      }),
      { numRuns: 400 },
    );
  });

  it('write through to the elements that they show, and to no other', () => {
    fc.assert(
      fc.property(shapeAndChoices, ({ shape, choices }) => {
        const { base, model } = numbered(shape);
        const { names, actual, expected } = chainOfViews(base, model, choices);
        fc.pre(actual.storage === base.storage && !isRepeated(expected.values));
        actual.add_(1000);
        const written = new Set(expected.values);
        const after = model.values.map((value) => (written.has(value) ? value + 1000 : value));
        expect([...base.dataSync()], names.join(', ')).toEqual(after);
      }),
      { numRuns: 400 },
    );
  });

  it('refuse to be written where elements are one in memory', () => {
    fc.assert(
      fc.property(shapeAndChoices, ({ shape, choices }) => {
        const { base, model } = numbered(shape);
        const { names, actual, expected } = chainOfViews(base, model, choices);
        fc.pre(actual.storage === base.storage && isRepeated(expected.values));
        expect(() => actual.add_(1), names.join(', ')).toThrow(ShapeError);
        expect([...base.dataSync()]).toEqual(model.values);
      }),
      { numRuns: 200 },
    );
  });
});

describe('view', () => {
  it('never copies, and says so where it would have to', () => {
    const x = arange(6).reshape(2, 3);
    expect(x.view(3, 2).storage).toBe(x.storage);
    expect(() => x.t().view(6)).toThrow(/use reshape/);
    expect(x.t().reshape(6).toArray()).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it('works out one length', () => {
    expect(zeros(2, 3).view(-1, 2).shape).toEqual([3, 2]);
    expect(zeros(0, 3).view(-1, 3).shape).toEqual([0, 3]);
    expect(() => zeros(2, 3).view(-1, -1)).toThrow(ShapeError);
    expect(() => zeros(2, 3).view(4, -1)).toThrow(ShapeError);
    expect(() => zeros(0).view(-1, 0)).toThrow(ShapeError);
    expect(() => zeros(2, 3).view(7)).toThrow(
      'shape [7] is not valid for the 6 elements of shape [2, 3]',
    );
  });
});

describe('diagonal', () => {
  it.each([-2, -1, 0, 1, 2])('%d of a transposed matrix is written through', (offset) => {
    const x = zeros(3, 4);
    x.t().diagonal(offset).fill_(1);
    const on = places([3, 4]).map(([row = 0, column = 0]) => (row - column === offset ? 1 : 0));
    expect([...x.dataSync()]).toEqual(on);
  });
});

describe('the other views', () => {
  const x = arange(24).reshape(2, 3, 4);

  it('move dims', () => {
    expect(x.movedim(0, -1).shape).toEqual([3, 4, 2]);
    expect(x.movedim([0, 1], [2, 0]).shape).toEqual([3, 4, 2]);
    expect(x.T.shape).toEqual([4, 3, 2]);
    expect(x.mT.shape).toEqual([2, 4, 3]);
    expect(() => x.movedim([0, 0], [0, 1])).toThrow(ShapeError);
    expect(() => x.permute(0, 1)).toThrow(ShapeError);
    expect(() => x.t()).toThrow(ShapeError);
    expect(() => x.transpose(0, 3)).toThrow('dim1 3 is out of range');
  });

  it('join dims', () => {
    expect(x.flatten().shape).toEqual([24]);
    expect(x.flatten(1).shape).toEqual([2, 12]);
    expect(x.flatten({ endDim: 1 }).shape).toEqual([6, 4]);
    expect(x.sum().flatten().shape).toEqual([1]);
    expect(() => x.flatten(2, 1)).toThrow(ShapeError);
  });

  it('leave out and put in dims of length 1', () => {
    const y = zeros(1, 2, 1);
    expect(y.squeeze().shape).toEqual([2]);
    expect(y.squeeze(0).shape).toEqual([2, 1]);
    expect(y.squeeze(1).shape).toEqual([1, 2, 1]);
    expect(y.unsqueeze(-1).shape).toEqual([1, 2, 1, 1]);
    expect(() => y.unsqueeze(4)).toThrow(ShapeError);
  });

  it('narrow and select in range only', () => {
    expect(x.narrow(2, -2, 2).toArray()).toEqual(x.narrow(2, 2, 2).toArray());
    expect(x.select(0, -1).toArray()).toEqual(x.select(0, 1).toArray());
    expect(() => x.narrow(0, 1, 2)).toThrow(ShapeError);
    expect(() => x.select(1, 3)).toThrow('index 3 is out of range for dim 1');
    expect(() => x.sum().select(0, 0)).toThrow(ShapeError);
  });

  it('expand dims of length 1 only', () => {
    expect(zeros(1, 3).expand(2, -1).shape).toEqual([2, 3]);
    expect(zeros(3).expandAs(zeros(2, 3)).strides).toEqual([0, 1]);
    expect(zeros(3).broadcastTo([2, 3]).shape).toEqual([2, 3]);
    expect(() => zeros(2).expand(3)).toThrow(ShapeError);
    expect(() => zeros(2).expand(-1, 2)).toThrow(ShapeError);
    expect(zeros(4).viewAs(zeros(2, 2)).shape).toEqual([2, 2]);
  });
});
