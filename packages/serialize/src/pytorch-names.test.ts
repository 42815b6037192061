import { ArgumentError } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { fromPyTorchNames, toPyTorchNames } from './pytorch-names.ts';

it.each([
  ['0.weight', '0.weight'],
  ['bn.runningMean', 'bn.running_mean'],
  ['bn.numBatchesTracked', 'bn.num_batches_tracked'],
  ['attention.inProjWeight', 'attention.in_proj_weight'],
  ['weightIhL0', 'weight_ih_l0'],
  ['weightIhL0Reverse', 'weight_ih_l0_reverse'],
  ['firstBlock.outProj.bias', 'first_block.out_proj.bias'],
])('%s is %s in PyTorch', (ours, theirs) => {
  expect(toPyTorchNames({ [ours]: 1 })).toEqual({ [theirs]: 1 });
  expect(fromPyTorchNames({ [theirs]: 1 })).toEqual({ [ours]: 1 });
});

it('refuses to let two tensors become one', () => {
  expect(() => fromPyTorchNames({ aB: 1, a_b: 2 })).toThrow(ArgumentError);
  expect(() => toPyTorchNames({ aB: 1, a_b: 2 })).toThrow("two names become 'a_b'");
});
