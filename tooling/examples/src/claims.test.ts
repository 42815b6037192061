import { expect, it } from 'vitest';
import { instrument } from './claims.ts';

const claimsOf = (code: string): string[] => instrument(code).claims.map(({ text }) => text);

it.each([
  ['x.sum(); // 20', ['20']],
  ['x.shape; // [4, 1]', ['[4, 1]']],
  ['x; // tensor([1.])', ['tensor([1.])']],
  ["x.dtype; // 'int32'", ["'int32'"]],
  ['const y = f(x); // true', ['true']],
  ['const [slope] = grad(x); // tensor([2.])', ['tensor([2.])']],
  ['console.log(name); // float32', ['float32']],
  ['console.log(x);\n// [ 1,\n//   2 ]', ['[ 1,\n  2 ]']],
  ["parse('-1'); // throws ArgumentError: no", ['ArgumentError: no']],
  ['for (const x of xs) {\n  console.log(x); // 1\n}', ['1']],
])('takes the comment of %j for a claim', (code, claims) => {
  expect(claimsOf(code)).toEqual(claims);
});

it.each([
  'randint(10, [2, 3]); // low is 0',
  'load(bytes); // the weights alone',
  'const x = f(); // such as 0.5',
  '// 20\nx.sum();',
  'f();\n// The next thing is 20.\ng();',
  "const text = 'x; // 20';",
])('takes the comment of %j for prose', (code) => {
  expect(claimsOf(code)).toEqual([]);
});

it('records what the claims speak of, on the lines where it was', () => {
  const { code, claims } = instrument("f();\nx.sum(); // 20\nconsole.log('a', b); // a b");
  expect(code).toBe("f();\n__example.show(0, (x.sum())); // 20\n__example.log(1)('a', b); // a b");
  expect(claims.map(({ line }) => line)).toEqual([1, 2]);
});
