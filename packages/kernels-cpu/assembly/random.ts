import { addScaled } from './add-product';
import { bytes } from './bytes';
import { loadLanes, storeLanes } from './lanes';
import { randomWords } from './mersenne-twister';

/** The low bits that make a float32 of a word. */
const MASK_24: i32 = 0xffffff;
const UNIT_24: f64 = 1.0 / 16777216; // 2 ** -24

/** `count` float32 of the uniform distribution over [from, to), each from one word. */
export function uniform(state: usize, target: usize, count: i32, from: f32, to: f32): void {
  randomWords(state, target, count);
  const start = f32x4.splat(from);
  const step = <f64>(to - from) * UNIT_24;
  for (; count > 0; count -= 4, target += 16) {
    const words = v128.and(loadLanes(target, count), i32x4.splat(MASK_24));
    storeLanes(target, addScaled(start, f32x4.convert_i32x4_u(words), step), count);
  }
}

/** Draws for this many elements are made at a time. */
const BLOCK: i32 = 128;
const PAIRS = memory.data(1024, 16);

/** The bits of a pair of words that count: 21 of the first and all of the second. */
const MASK_53: i64 = 0x1fffffffffffff;

/** Two pairs of words as the integers that they make, the first word the upper half. */
function loadPairs(at: usize): v128 {
  const words = v128.load(at);
  const integers = v128.shuffle<i32>(words, words, 1, 0, 3, 2);
  return v128.and(integers, i64x2.splat(MASK_53));
}

/**
 * `count` float32, each `value` with this probability and otherwise 0, from 53 bits each: the
 * draws of `bernoulli_`, and with `value` the inverse of the probability a dropout mask.
 */
export function bernoulli(
  state: usize,
  target: usize,
  count: i32,
  probability: f64,
  value: f32,
): void {
  const threshold = i64x2.splat(<i64>Math.ceil(probability * 9007199254740992)); // 2 ** 53
  const kept = f32x4.splat(value);
  while (count > 0) {
    const block = min(count, BLOCK);
    randomWords(state, PAIRS, 2 * block);
    let pairs = PAIRS;
    for (let rest = block; rest > 0; rest -= 4, pairs += 32) {
      const low = i64x2.lt_s(loadPairs(pairs), threshold);
      const high = i64x2.lt_s(loadPairs(pairs + 16), threshold);
      storeLanes(target, v128.and(kept, v128.shuffle<i32>(low, high, 0, 2, 4, 6)), rest);
      target += bytes(min(rest, 4));
    }
    count -= block;
  }
}
