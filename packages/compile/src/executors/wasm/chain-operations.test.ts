import { programCodes as codes } from '@chainrule/kernels-cpu';
import { getDevice, Storage, Tensor } from '@chainrule/tensor';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAdam } from './adam.ts';
import { chainOperations } from './chain-operations.ts';
import type { ElementOperation } from './element-operations.ts';

const { fround, sqrt } = Math;

type Compute = (x: number, y: number, z: number, w: number) => number;

const meanings: { readonly [code: number]: Compute } = {
  [codes.SQRT]: (x) => fround(sqrt(x)),
  [codes.ADD]: (x, y) => fround(x + y),
  [codes.SUB]: (x, y) => fround(x - y),
  [codes.MUL]: (x, y) => fround(x * y),
  [codes.DIV]: (x, y) => fround(x / y),
  [codes.MUL_ADD]: (x, y, z) => fround(fround(x * y) + z),
  [codes.MUL_ADD_MUL]: (x, y, z, w) => fround(fround(x * y) + fround(z * w)),
  [codes.SQRT_DIV_ADD]: (x, y, z) => fround(fround(fround(sqrt(x)) / y) + z),
  [codes.SUB_QUOTIENT]: (x, y, z, w) => fround(x - fround(fround(y * z) / w)),
};

function array(length: number): Tensor {
  const storage = new Storage(getDevice('cpu'), 'float32', length, new Float32Array(length));
  return new Tensor(storage, [length], [1], 0);
}

/** One number in the place of each array, as all elements go the same way. */
function run(operations: readonly ElementOperation[], arrays: readonly Tensor[]): number[] {
  const values = arrays.map((_, index) => fround(0.3 + index / 7));
  const place = ({ storage }: Tensor): number =>
    arrays.findIndex((each) => each.storage === storage);
  for (const { code, out, operands } of operations) {
    const [x, y, z, w] = operands.map((operand) => values[place(operand)] as number);
    values[place(out)] = (meanings[code] as Compute)(x!, y!, z!, w!);
  }
  return values;
}

it('has an update by Adam done in five operations instead of thirteen', () => {
  const [p, m, v, g, t, u, s] = Array.from({ length: 7 }, () => array(300)) as Tensor[];
  const scalars = [array(1), array(1), array(1), array(1)] as Tensor[];
  const operation = (code: number, out: Tensor, ...operands: Tensor[]): ElementOperation => ({
    code,
    out,
    operands,
  });
  const passed = new Set([t, u, s].map((each) => each!.storage));
  const chained = chainOperations(
    [
      operation(codes.MUL, m!, m!, scalars[0]!),
      operation(codes.MUL, t!, g!, scalars[1]!),
      operation(codes.ADD, m!, m!, t!),
      operation(codes.MUL, v!, v!, scalars[0]!),
      operation(codes.MUL, t!, g!, scalars[1]!),
      operation(codes.MUL, u!, t!, g!),
      operation(codes.ADD, v!, v!, u!),
      operation(codes.SQRT, s!, v!),
      operation(codes.DIV, s!, s!, scalars[2]!),
      operation(codes.ADD, s!, s!, scalars[3]!),
      operation(codes.MUL, t!, m!, scalars[1]!),
      operation(codes.DIV, u!, t!, s!),
      operation(codes.SUB, p!, p!, u!),
    ],
    passed,
  );
  expect(chained.map(({ code }) => code)).toEqual([
    codes.MUL_ADD_MUL,
    codes.MUL,
    codes.MUL_ADD_MUL,
    codes.SQRT_DIV_ADD,
    codes.SUB_QUOTIENT,
  ]);
  // Those are one pass, unless something else wants a value that the pass does not leave behind.
  expect(isAdam(chained, 0, passed)).toBe(true);
  expect(isAdam(chained, 1, passed)).toBe(false);
  expect(isAdam(chained, 0, new Set())).toBe(false);
  expect(isAdam([...chained, operation(codes.MUL, g!, s!, s!)], 0, passed)).toBe(false);
  const turned = [...chained];
  turned[2] = operation(codes.MUL_ADD_MUL, v!, v!, scalars[0]!, g!, g!);
  expect(isAdam(turned, 0, passed)).toBe(false);
});

it('changes nothing that anybody reads, whatever the operations', () => {
  const names = fc.nat({ max: 5 });
  const asked = fc.array(
    fc.record({
      code: fc.constantFrom(
        codes.SQRT,
        codes.ADD,
        codes.ADD,
        codes.SUB,
        codes.MUL,
        codes.MUL,
        codes.DIV,
      ),
      out: names,
      x: names,
      y: names,
    }),
    { maxLength: 12 },
  );
  let chains = 0;
  fc.assert(
    fc.property(asked, fc.uniqueArray(names), (list, hidden) => {
      const arrays = Array.from({ length: 6 }, () => array(8));
      const operations = list.map(({ code, out, x, y }) => ({
        code,
        out: arrays[out] as Tensor,
        operands: (code === codes.SQRT ? [x] : [x, y]).map((name) => arrays[name] as Tensor),
      }));
      const passed = new Set(hidden.map((name) => (arrays[name] as Tensor).storage));
      const chained = chainOperations(operations, passed);
      chains += Number(chained.length < operations.length);
      const visible = (values: number[]): number[] =>
        values.filter((_, name) => !hidden.includes(name));
      expect(visible(run(chained, arrays))).toEqual(visible(run(operations, arrays)));
    }),
    { numRuns: 5000 },
  );
  expect(chains).toBeGreaterThan(100);
});
