import { expect, expectTypeOf, it } from 'vitest';
import { add, type Tensor, tensor, zeros } from './index.ts';

type Unusable = {
  [Name in keyof Tensor]: [Tensor[Name]] extends [never] ? Name : never;
}[keyof Tensor];

it('every method has a type', () => {
  expectTypeOf<Unusable>().toEqualTypeOf<never>();
});

it('a method is the function with the tensor first', () => {
  const x = tensor([1, 2]);
  expect(x.add(1).toArray()).toEqual(add(x, 1).toArray());
  expect(zeros(2, 3).index(0).shape).toEqual([3]);
  expect(x.var().item()).toBe(0.5);
  expect(x.where(tensor([true, false]), -1).toArray()).toEqual([1, -1]);
});
