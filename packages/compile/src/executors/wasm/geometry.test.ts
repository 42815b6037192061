import { rand, type Tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { geometryOf } from './geometry.ts';

const shape = [2, 3, 4];
const cases: [string, Tensor, string | null, number | null][] = [
  ['the same shape', rand(2, 3, 4), 'dense', null],
  ['a part that lies dense', rand(3, 3, 4).narrow(0, 1, 2), 'dense', null],
  ['one number', rand(1, 1), 'scalar', null],
  ['an expanded number', rand(1).expand(2, 3, 4), 'scalar', null],
  ['the last dimension', rand(4), 'row', 4],
  ['the last two dimensions', rand(1, 3, 4), 'row', 12],
  ['the first dimension', rand(2, 1, 1), 'column', 12],
  ['the first two dimensions', rand(2, 3, 1), 'column', 4],
  ['a transposed part', rand(2, 4, 3).transpose(1, 2), null, null],
  ['only the middle', rand(1, 3, 1), null, null],
];

describe('an operand under a result of [2, 3, 4]', () => {
  it.each(cases)('%s', (_, operand, kind, columns) => {
    expect(geometryOf(operand, shape)).toEqual(kind === null ? null : { kind, columns });
  });
});
