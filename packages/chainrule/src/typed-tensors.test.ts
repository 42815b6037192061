import { expect, it } from 'vitest';
import * as torch from './index.ts';

it.each([
  ['FloatTensor', torch.FloatTensor, 'float32'],
  ['DoubleTensor', torch.DoubleTensor, 'float64'],
  ['IntTensor', torch.IntTensor, 'int32'],
  ['LongTensor', torch.LongTensor, 'int32'],
  ['ByteTensor', torch.ByteTensor, 'uint8'],
  ['BoolTensor', torch.BoolTensor, 'bool'],
] as const)('%s makes %s, from elements or of a shape', (_, make, dtype) => {
  const [filled, shaped] = [
    make([
      [0, 1],
      [1, 1],
    ]),
    make(2, 3),
  ];
  expect([filled.dtype, shaped.dtype]).toEqual([dtype, dtype]);
  expect(filled.to('float32').toArray()).toEqual([
    [0, 1],
    [1, 1],
  ]);
  expect(shaped.shape).toEqual([2, 3]);
});

it('says which devices there are', () => {
  expect(torch.cuda.isAvailable()).toBe(false);
  expect(torch.cuda.deviceCount()).toBe(0);
  expect(torch.device('cpu')).toBe('cpu');
  expect(() => torch.device('cuda')).toThrow(torch.DeviceError);
});
