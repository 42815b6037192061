import { ArgumentError, ones, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { BCELoss, functional } from '../index.ts';

it.each([1.5, -0.1, Number.NaN])(
  'binaryCrossEntropy refuses %d as a probability',
  (probability) => {
    expect(() => functional.binaryCrossEntropy(tensor([probability]), ones(1))).toThrow(
      ArgumentError,
    );
  },
);

it('BCELoss refuses a target of another shape, naming both', () => {
  expect(() => new BCELoss()(ones(4, 1), ones(4))).toThrow(
    "binaryCrossEntropy takes a target of the input's shape [4, 1]; got [4]",
  );
});
