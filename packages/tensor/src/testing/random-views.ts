import fc from 'fast-check';
import { slice, type Tensor } from '../index.ts';
import { broadcast, type Naive, pick } from './naive.ts';

/** One view, of a tensor and of its naive model. */
interface View {
  readonly name: string;
  readonly of: (x: Tensor) => Tensor;
  readonly model: (x: Naive) => Naive;
}

/** Takes whole numbers from 0 to below `count`, as chance has it. */
type Choose = (count: number) => number;

function replaced<T>(values: readonly T[], index: number, ...by: T[]): T[] {
  return [...values.slice(0, index), ...by, ...values.slice(index + 1)];
}

function permuted(shape: readonly number[], choose: Choose): View {
  const rest = [...shape.keys()];
  const order = shape.map(() => rest.splice(choose(rest.length), 1)[0] as number);
  return {
    name: `permute(${order})`,
    of: (x) => x.permute(order),
    model: (x) =>
      pick(
        x,
        order.map((dim) => shape[dim] as number),
        (place) => shape.map((_, dim) => place[order.indexOf(dim)] as number),
      ),
  };
}

function ranged(shape: readonly number[], choose: Choose): View {
  const dim = choose(shape.length);
  const length = shape[dim] as number;
  const [start, stop, step] = [choose(length + 1), choose(length + 1), 1 + choose(3)];
  const size = Math.max(Math.ceil((stop - start) / step), 0);
  return {
    name: `dim ${dim}, ${start}:${stop}:${step}`,
    of: (x) => x.index(...new Array(dim).fill(slice()), slice(start, stop, step)),
    model: (x) =>
      pick(x, replaced(shape, dim, size), (place) =>
        replaced(place, dim, start + (place[dim] as number) * step),
      ),
  };
}

function selected(shape: readonly number[], choose: Choose): View | null {
  const dim = choose(shape.length);
  const length = shape[dim] as number;
  if (length === 0) return null;
  const index = choose(length);
  return {
    name: `select(${dim}, ${index})`,
    of: (x) => x.select(dim, index - length),
    model: (x) =>
      pick(x, replaced(shape, dim), (place) => [
        ...place.slice(0, dim),
        index,
        ...place.slice(dim),
      ]),
  };
}

function unsqueezed(shape: readonly number[], choose: Choose): View {
  const dim = choose(shape.length + 1);
  const wider = [...shape.slice(0, dim), 1, ...shape.slice(dim)];
  return {
    name: `unsqueeze(${dim})`,
    of: (x) => x.unsqueeze(dim),
    model: (x) => ({ shape: wider, values: x.values }),
  };
}

function expanded(shape: readonly number[], choose: Choose): View {
  const target = [1 + choose(2), ...shape.map((length) => (length === 1 ? 1 + choose(3) : length))];
  return {
    name: `expand(${target})`,
    of: (x) => x.expand(target),
    model: (x) => broadcast(x, target),
  };
}

function reshaped(shape: readonly number[], choose: Choose): View {
  const total = shape.reduce((product, length) => product * length, 1);
  const divisors = [1, 2, 3, 4, 6].filter((divisor) => total % divisor === 0);
  const first = divisors[choose(divisors.length)] as number;
  const target = total === 0 ? [0, 2] : [first, total / first];
  return {
    name: `reshape(${target})`,
    of: (x) => x.reshape(target),
    model: (x) => ({ shape: target, values: x.values }),
  };
}

/** A view that suits `shape`, named so that a failing chain can be read. */
function randomView(shape: readonly number[], choose: Choose): View {
  if (shape.length === 0) return unsqueezed(shape, choose);
  const kinds = [permuted, ranged, selected, unsqueezed, expanded, reshaped];
  const kind = kinds[choose(kinds.length)] as (typeof kinds)[number];
  const large = shape.reduce((product, length) => product * length, 1) > 200 || shape.length > 4;
  if (large && kind === expanded) return permuted(shape, choose);
  return kind(shape, choose) ?? unsqueezed(shape, choose);
}

/** A shape of 1 to 4 dims, and a stream of choices for the views of a tensor of that shape. */
export const shapeAndChoices: fc.Arbitrary<{ shape: number[]; choices: number[] }> = fc.record({
  shape: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }),
  choices: fc.array(fc.nat(1000), { minLength: 1, maxLength: 24 }),
});

/** What a chain of views made of a tensor, and what it should have. */
export interface Chain {
  readonly names: readonly string[];
  readonly actual: Tensor;
  readonly expected: Naive;
}

/** Follows as many views as there are choices for. */
export function chainOfViews(base: Tensor, model: Naive, choices: readonly number[]): Chain {
  const left = [...choices];
  const choose: Choose = (count) => (left.shift() ?? 0) % Math.max(count, 1);
  const names: string[] = [];
  let [actual, expected] = [base, model];
  while (left.length > 0) {
    const view = randomView(expected.shape, choose);
    names.push(view.name);
    actual = view.of(actual);
    expected = view.model(expected);
  }
  return { names, actual, expected };
}
