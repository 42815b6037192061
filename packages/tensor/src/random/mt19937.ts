const stateSize = 624;
const middle = 397;

/** Where the position of the next word lies in {@link MersenneTwister.words}. */
export const nextSlot = 624;
/** Where the number of words left before the next twist, plus one, lies. */
export const leftSlot = 625;
/** How many 32-bit words {@link MersenneTwister.words} holds. */
export const engineWords = 626;

/**
 * The MT19937 generator of 32-bit integers, stepping as PyTorch's `at::mt19937` does.
 *
 * Everything that changes from draw to draw lies in `words`: the 624 words of state, then the
 * two counters under PyTorch's names `next` and `left`. A compiled program can therefore take the
 * array over as its own memory, draw from it, and leave it where it stopped.
 *
 * @example
 * ```ts
 * const engine = new MersenneTwister();
 * engine.seed(5489);
 * engine.random(); // 3499211612
 * ```
 * @see Matsumoto and Nishimura (1998), "Mersenne twister: a 623-dimensionally equidistributed
 * uniform pseudo-random number generator".
 */
export class MersenneTwister {
  readonly words: Uint32Array;

  /** An engine over `words`, or over words of its own; seed it before the first draw. */
  constructor(words: Uint32Array = new Uint32Array(engineWords)) {
    this.words = words;
  }

  /** Starts the stream that belongs to the low 32 bits of `seed`. */
  seed(seed: number): void {
    const words = this.words;
    let word = seed >>> 0;
    words[0] = word;
    for (let i = 1; i < stateSize; i++) {
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + i) >>> 0;
      words[i] = word;
    }
    words[nextSlot] = 0;
    words[leftSlot] = 1;
  }

  /** The next integer of the stream, in [0, 2^32). */
  random(): number {
    const words = this.words;
    if (words[leftSlot] === 1) this.twist();
    const next = words[nextSlot] as number;
    words[nextSlot] = next + 1;
    words[leftSlot] = (words[leftSlot] as number) - 1;
    return temper(words[next] as number);
  }

  /** Fills `out` with the next integers of the stream, faster than one by one. */
  randomInto(out: Uint32Array): void {
    const words = this.words;
    let filled = 0;
    while (filled < out.length) {
      if (words[leftSlot] === 1) this.twist();
      const next = words[nextSlot] as number;
      const run = Math.min(out.length - filled, stateSize - next);
      temperInto(out.subarray(filled, filled + run), words.subarray(next, next + run));
      words[nextSlot] = next + run;
      words[leftSlot] = (words[leftSlot] as number) - run;
      filled += run;
    }
  }

  private twist(): void {
    const words = this.words;
    for (let i = 0; i < stateSize - middle; i++) twistWord(words, i, i + 1, i + middle);
    for (let i = stateSize - middle; i < stateSize - 1; i++) {
      twistWord(words, i, i + 1, i + middle - stateSize);
    }
    twistWord(words, stateSize - 1, 0, middle - 1);
    words[nextSlot] = 0;
    words[leftSlot] = stateSize + 1;
  }
}

function temperInto(out: Uint32Array, words: Uint32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = temper(words[i] as number);
}

function temper(word: number): number {
  let mixed = word ^ (word >>> 11);
  mixed ^= (mixed << 7) & 0x9d2c5680;
  mixed ^= (mixed << 15) & 0xefc60000;
  return (mixed ^ (mixed >>> 18)) >>> 0;
}

function twistWord(words: Uint32Array, at: number, following: number, far: number): void {
  const low = words[following] as number;
  const mixed = ((words[at] as number) & 0x80000000) | (low & 0x7fffffff);
  // -(low & 1) is all ones for an odd word and zero for an even one: a branch here would be
  // mispredicted half of the time.
  words[at] = (words[far] as number) ^ (mixed >>> 1) ^ (-(low & 1) & 0x9908b0df);
}
