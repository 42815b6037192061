import { type Generator, randperm } from '@chainrule/tensor';

/** The numbers from 0 to `length - 1` in random order. */
export function shuffle(length: number, generator: Generator): Int32Array {
  return randperm(length, { generator, device: 'cpu' }).dataSync() as Int32Array;
}
