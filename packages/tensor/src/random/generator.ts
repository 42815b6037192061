import { ArgumentError } from '../errors.ts';
import { decodeGeneratorState, encodeGeneratorState } from './generator-state.ts';
import { engineWords, MersenneTwister } from './mt19937.ts';

/** The seed of a generator that nobody has seeded, PyTorch's `default_rng_seed_val`. */
const defaultSeed = 67280421310721n;

const normalsOffset = 4 * engineWords;

/**
 * A stream of random numbers on the CPU, equal to that of PyTorch's `torch.Generator`.
 *
 * @example
 * ```ts
 * const generator = new Generator().manualSeed(777);
 * generator.random(); // 655685735
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.Generator.html
 */
export class Generator {
  readonly device = 'cpu';

  /**
   * Everything that changes from draw to draw, in one buffer that a compiled program can work on
   * in place: the words of the Mersenne Twister, then two float64, the cached normal samples
   * (of a float64 and of a float32 pair), NaN where there is none.
   */
  readonly buffer: ArrayBuffer = new ArrayBuffer(normalsOffset + 16);

  private readonly engine = new MersenneTwister(new Uint32Array(this.buffer, 0, engineWords));
  private readonly normals = new Float64Array(this.buffer, normalsOffset, 2);
  private startedFrom = defaultSeed;

  constructor() {
    this.manualSeed(defaultSeed);
  }

  /**
   * Starts the stream that `seed` names, and forgets the cached normal samples.
   *
   * Seeds from -2^63 to 2^64 - 1 are accepted, negative ones standing for `seed + 2^64`. The
   * stream depends on the low 32 bits only.
   *
   * @throws {ArgumentError} when `seed` is out of that range, or a number that is not a safe
   * integer.
   */
  manualSeed(seed: number | bigint): this {
    this.startedFrom = unsignedSeed(seed);
    this.engine.seed(Number(this.startedFrom & 0xffffffffn));
    this.normals.fill(Number.NaN);
    return this;
  }

  /** Starts a stream that nobody can foresee, and returns the seed that names it. */
  seed(): bigint {
    const entropy = globalThis.crypto.getRandomValues(new BigUint64Array(1));
    // 53 bits, as PyTorch draws them, so that the seed survives a trip through a float64.
    this.manualSeed((entropy[0] as bigint) & 0x1fffffffffffffn);
    return this.startedFrom;
  }

  /** The seed that the current stream was started from, as an unsigned 64-bit integer. */
  initialSeed(): bigint {
    return this.startedFrom;
  }

  /** The next integer of the stream, in [0, 2^32). */
  random(): number {
    return this.engine.random();
  }

  /** Fills `out` with what as many calls of {@link random} would return. */
  randomInto(out: Uint32Array): void {
    this.engine.randomInto(out);
  }

  /** The next integer in [0, 2^64), which takes two draws, the high half first. */
  random64(): bigint {
    const high = this.engine.random();
    return (BigInt(high) << 32n) | BigInt(this.engine.random());
  }

  /** Takes the normal sample left over from the last pair; NaN when there is none. */
  takeCachedNormal(): number {
    const sample = this.normals[0] as number;
    this.normals[0] = Number.NaN;
    return sample;
  }

  /** Keeps the second sample of a pair for the next call of {@link takeCachedNormal}. */
  cacheNormal(sample: number): void {
    this.normals[0] = sample;
  }

  /**
   * The whole state as 5056 bytes, byte for byte what `torch.Generator.get_state()` gives.
   *
   * @see https://pytorch.org/docs/stable/generated/torch.Generator.html#torch.Generator.get_state
   */
  getState(): Uint8Array {
    return encodeGeneratorState({
      initialSeed: this.startedFrom,
      words: this.engine.words,
      nextDoubleNormal: this.normals[0] as number,
      nextFloatNormal: this.normals[1] as number,
    });
  }

  /**
   * Goes on from a state that `getState()`, or PyTorch's `get_state()`, returned.
   *
   * @throws {FileFormatError} when the bytes describe no state; this generator is then unchanged.
   */
  setState(bytes: Uint8Array): this {
    const state = decodeGeneratorState(bytes);
    this.startedFrom = state.initialSeed;
    this.engine.words.set(state.words);
    this.normals[0] = state.nextDoubleNormal;
    this.normals[1] = state.nextFloatNormal;
    return this;
  }

  /** A generator of its own that draws what this one would draw next. */
  clone(): Generator {
    return new Generator().setState(this.getState());
  }
}

function unsignedSeed(seed: number | bigint): bigint {
  if (typeof seed === 'number' && !Number.isSafeInteger(seed)) {
    throw new ArgumentError(
      `a seed is an integer; got ${seed} (beyond 2^53 pass a bigint, such as ${2n ** 60n}n)`,
    );
  }
  if (typeof seed !== 'number' && typeof seed !== 'bigint') {
    throw new ArgumentError(`a seed is a number or a bigint; got ${typeof seed}`);
  }
  const wide = BigInt(seed);
  if (wide < -(2n ** 63n) || wide >= 2n ** 64n) {
    throw new ArgumentError(`a seed is at least -2^63 and below 2^64; got ${seed}`);
  }
  return BigInt.asUintN(64, wide);
}
