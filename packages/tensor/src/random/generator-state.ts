import { ArgumentError, FileFormatError } from '../errors.ts';
import { engineWords, leftSlot, nextSlot } from './mt19937.ts';

/** What a generator's state consists of, apart from where its bytes lie. */
export interface GeneratorState {
  readonly initialSeed: bigint;
  /** The engine's 624 words, then its counters `next` and `left`. */
  readonly words: Uint32Array;
  /** The second normal sample of the last pair drawn in float64; NaN when there is none. */
  readonly nextDoubleNormal: number;
  /** The same for pairs drawn in float32, which the CPU never draws but a file may hold. */
  readonly nextFloatNormal: number;
}

// The layout of PyTorch's CPUGeneratorImplState. The words are stored as 64-bit integers, a
// relic of its Lua days that every saved checkpoint carries on.
const stateBytes = 5056;
const legacyBytes = 5048;
const offsets = {
  initialSeed: 0,
  left: 8,
  seeded: 12,
  next: 16,
  words: 24,
  doubleNormal: 5024,
  doubleNormalIsValid: 5040,
  floatNormal: 5048,
  floatNormalIsValid: 5052,
} as const;

/** The bytes that `torch.get_rng_state()` gives for this state. */
export function encodeGeneratorState(state: GeneratorState): Uint8Array {
  const bytes = new Uint8Array(stateBytes);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(offsets.initialSeed, state.initialSeed, true);
  view.setInt32(offsets.left, state.words[leftSlot] as number, true);
  view.setInt32(offsets.seeded, 1, true);
  view.setUint32(offsets.next, state.words[nextSlot] as number, true);
  for (let i = 0; i < nextSlot; i++) {
    view.setUint32(offsets.words + 8 * i, state.words[i] as number, true);
  }
  if (!Number.isNaN(state.nextDoubleNormal)) {
    view.setFloat64(offsets.doubleNormal, state.nextDoubleNormal, true);
    view.setInt32(offsets.doubleNormalIsValid, 1, true);
  }
  if (!Number.isNaN(state.nextFloatNormal)) {
    view.setFloat32(offsets.floatNormal, state.nextFloatNormal, true);
    view.setUint8(offsets.floatNormalIsValid, 1);
  }
  return bytes;
}

/**
 * The state that bytes from `torch.get_rng_state()` or `Generator.getState()` describe.
 *
 * @throws {ArgumentError} when `bytes` is not a Uint8Array.
 * @throws {FileFormatError} when they are not 5056 (or, from old checkpoints, 5048) bytes, or no
 * generator can have been in the state they describe.
 */
export function decodeGeneratorState(bytes: Uint8Array): GeneratorState {
  if (!(bytes instanceof Uint8Array)) {
    throw new ArgumentError(
      `a generator's state is a Uint8Array of ${stateBytes} bytes, as getState() returns; got ${typeof bytes}`,
    );
  }
  if (bytes.length !== stateBytes && bytes.length !== legacyBytes) {
    throw new FileFormatError(
      `a generator's state is ${stateBytes} bytes (${legacyBytes} in old checkpoints); got ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLegacy = bytes.length === legacyBytes;
  return {
    initialSeed: view.getBigUint64(offsets.initialSeed, true),
    words: decodeWords(view),
    nextDoubleNormal: decodeNormal(
      view.getInt32(offsets.doubleNormalIsValid, true),
      view.getFloat64(offsets.doubleNormal, true),
    ),
    nextFloatNormal: isLegacy
      ? Number.NaN
      : decodeNormal(
          view.getUint8(offsets.floatNormalIsValid),
          view.getFloat32(offsets.floatNormal, true),
        ),
  };
}

function decodeWords(view: DataView): Uint32Array {
  const seeded = view.getInt32(offsets.seeded, true);
  const left = view.getInt32(offsets.left, true);
  const next = view.getBigUint64(offsets.next, true);
  // PyTorch itself takes any `next` up to 624 and would then read past the end of its words.
  const isConsistent = left === 1 ? next <= 624n : left > 1 && next + BigInt(left) === 625n;
  if (seeded !== 1 || !isConsistent) {
    throw new FileFormatError(
      `invalid mt19937 state: seeded=${seeded}, left=${left}, next=${next}; ` +
        'a generator has seeded=1 and left + next = 625 (1 and 0 just after seeding)',
    );
  }
  const words = new Uint32Array(engineWords);
  for (let i = 0; i < nextSlot; i++) {
    words[i] = view.getUint32(offsets.words + 8 * i, true);
    if (view.getUint32(offsets.words + 8 * i + 4, true) !== 0) {
      throw new FileFormatError(`invalid mt19937 state: word ${i} does not fit in 32 bits`);
    }
  }
  words[nextSlot] = Number(next);
  words[leftSlot] = left;
  return words;
}

function decodeNormal(isValid: number, value: number): number {
  if (isValid === 0) return Number.NaN;
  if (isValid === 1 && !Number.isNaN(value)) return value;
  throw new FileFormatError(
    `invalid cached normal sample ${value} with flag ${isValid}; the flag is 0 or 1, the sample a number`,
  );
}
