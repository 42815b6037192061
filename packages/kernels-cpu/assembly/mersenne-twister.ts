import { bytes } from './bytes';
import { loadLanes, storeLanes } from './lanes';

/**
 * The MT19937 generator of PyTorch's CPU, on a state that lies in memory: 624 words, the
 * position of the next one, and one more than the number of words left before the next twist.
 *
 * @see Matsumoto and Nishimura (1998), "Mersenne twister".
 */

const STATE_SIZE: i32 = 624;
const MIDDLE: i32 = 397;
const NEXT: usize = 4 * 624;
const LEFT: usize = 4 * 625;

/** Four words from `at` on, mixed with those that follow them and those at `far`. */
function twistFour(at: usize, far: usize): void {
  const following = v128.load(at, 4);
  const high = v128.and(v128.load(at), i32x4.splat(0x80000000));
  const mixed = v128.or(high, v128.and(following, i32x4.splat(0x7fffffff)));
  const isOdd = i32x4.neg(v128.and(following, i32x4.splat(1)));
  const twist = v128.and(isOdd, i32x4.splat(0x9908b0df));
  v128.store(at, v128.xor(v128.xor(v128.load(far), i32x4.shr_u(mixed, 1)), twist));
}

function twistOne(at: usize, following: usize, far: usize): void {
  const low = load<u32>(following);
  const mixed = (load<u32>(at) & 0x80000000) | (low & 0x7fffffff);
  store<u32>(at, load<u32>(far) ^ (mixed >> 1) ^ (-(low & 1) & 0x9908b0df));
}

function twist(state: usize): void {
  const wrap = state + bytes(STATE_SIZE - MIDDLE);
  const last = state + bytes(STATE_SIZE - 1);
  let at = state;
  for (; at + 16 <= wrap; at += 16) twistFour(at, at + bytes(MIDDLE));
  for (; at < wrap; at += 4) twistOne(at, at + 4, at + bytes(MIDDLE));
  for (; at < last; at += 16) twistFour(at, at - bytes(STATE_SIZE - MIDDLE));
  twistOne(last, state, state + bytes(MIDDLE - 1));
  store<u32>(state, 0, NEXT);
  store<u32>(state, STATE_SIZE + 1, LEFT);
}

function temper(words: v128): v128 {
  let mixed = v128.xor(words, i32x4.shr_u(words, 11));
  mixed = v128.xor(mixed, v128.and(i32x4.shl(mixed, 7), i32x4.splat(0x9d2c5680)));
  mixed = v128.xor(mixed, v128.and(i32x4.shl(mixed, 15), i32x4.splat(0xefc60000)));
  return v128.xor(mixed, i32x4.shr_u(mixed, 18));
}

/** Writes the next `count` 32-bit integers of the stream. */
export function randomWords(state: usize, target: usize, count: i32): void {
  while (count > 0) {
    if (load<i32>(state, LEFT) == 1) twist(state);
    const next = load<i32>(state, NEXT);
    const run = min(count, STATE_SIZE - next);
    let source = state + bytes(next);
    for (let rest = run; rest > 0; rest -= 4, source += 16) {
      storeLanes(target, temper(loadLanes(source, rest)), rest);
      target += bytes(min(rest, 4));
    }
    store<i32>(state, next + run, NEXT);
    store<i32>(state, load<i32>(state, LEFT) - run, LEFT);
    count -= run;
  }
}
