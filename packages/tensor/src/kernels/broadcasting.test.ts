import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { broadcastShapes, numberOfElements, type Tensor, tensor, where } from '../index.ts';
import { broadcast, type Naive } from '../testing/naive.ts';

/** Two shapes that broadcast: from one, some dims of each set to 1 and some in front left out. */
const pairOfShapes = fc
  .array(
    fc.record({ length: fc.integer({ min: 0, max: 4 }), left: fc.boolean(), right: fc.boolean() }),
    { maxLength: 4 },
  )
  .chain((dims) =>
    fc.record({
      left: fc.constant(dims.map(({ length, left }) => (left ? length : 1))),
      right: fc.constant(dims.map(({ length, right }) => (right ? length : 1))),
      skip: fc.nat({ max: dims.length }),
      transposed: fc.boolean(),
    }),
  )
  .map(({ left, right, skip, transposed }) => ({ left, right: right.slice(skip), transposed }));

function numbered(shape: readonly number[], start: number): { x: Tensor; model: Naive } {
  const values = Array.from({ length: numberOfElements(shape) }, (_, index) => start + index);
  return { x: tensor(values).reshape(shape), model: { shape, values } };
}

/** The same tensor, laid out column by column in memory. */
function columnMajor(x: Tensor): Tensor {
  return x
    .permute([...x.shape.keys()].reverse())
    .contiguous()
    .permute([...x.shape.keys()].reverse());
}

describe('operands of any shapes and layouts', () => {
  it('are paired as copies stretched by hand would be', () => {
    fc.assert(
      fc.property(pairOfShapes, ({ left, right, transposed }) => {
        const [a, b] = [numbered(left, 1), numbered(right, 100)];
        const x = transposed ? columnMajor(a.x) : a.x;
        const shape = broadcastShapes(left, right);
        const [one, two] = [broadcast(a.model, shape).values, broadcast(b.model, shape).values];

        const difference = x.sub(b.x);
        expect(difference.shape).toEqual(shape);
        expect([...difference.dataSync()]).toEqual(
          one.map((value, i) => value - (two[i] as number)),
        );
        expect([...b.x.sub(x).dataSync()]).toEqual(
          two.map((value, i) => value - (one[i] as number)),
        );
        expect([...x.lt(b.x.sub(98)).dataSync()]).toEqual(
          one.map((value, i) => Number(value < (two[i] as number) - 98)),
        );
        const chosen = where(x.remainder(2).eq(0), x, b.x);
        expect([...chosen.dataSync()]).toEqual(
          one.map((value, i) => (value % 2 === 0 ? value : two[i])),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('sum along dims as their copies do', () => {
    fc.assert(
      fc.property(pairOfShapes, fc.nat(15), ({ left, transposed }, bits) => {
        const { x, model } = numbered(left, 1);
        const dims = left.map((_, dim) => dim).filter((dim) => bits & (1 << dim));
        fc.pre(dims.length > 0);
        const seen = transposed ? columnMajor(x) : x;
        const totals = new Map<string, number>();
        model.values.forEach((value, number) => {
          let rest = number;
          const place = new Array<number>(left.length);
          for (let dim = left.length - 1; dim >= 0; dim--) {
            place[dim] = dims.includes(dim) ? 0 : rest % (left[dim] as number);
            rest = Math.floor(rest / (left[dim] as number));
          }
          totals.set(place.join(), (totals.get(place.join()) ?? 0) + value);
        });
        const result = seen.sum(dims, true);
        expect(result.shape).toEqual(left.map((length, dim) => (dims.includes(dim) ? 1 : length)));
        const expected =
          model.values.length > 0 ? [...totals.values()] : [...result.dataSync()].map(() => 0);
        expect([...result.dataSync()]).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
