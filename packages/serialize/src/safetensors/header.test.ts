import { FileFormatError } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../testing/file-of.ts';
import { loadSafetensors } from './load.ts';

/** A header with one tensor of which the given fields differ. */
function headerOf(fields: object = {}, name = 'x'): string {
  const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...fields };
  return JSON.stringify({ [name]: entry });
}

const eightBytes = new Uint8Array(8);

describe('a good header', () => {
  it.each([
    ['as it is', headerOf()],
    ['padded with spaces', `${headerOf()}    `],
    ['spread over lines', JSON.stringify(JSON.parse(headerOf()), null, '\t')],
    ['with escapes', headerOf().replace('"x"', String.raw`"\u0078"`)],
    ['with fields in any order', '{"x":{"data_offsets":[0,8],"shape":[2],"dtype":"F32"}}'],
    ['with metadata', `{"__metadata__":{"a":"b"},${headerOf().slice(1)}`],
  ])('is read %s', (_, header) => {
    expect(loadSafetensors(fileOf(header, eightBytes)).tensors.x?.toArray()).toEqual([0, 0]);
  });

  it('may hold nothing', () => {
    expect(loadSafetensors(fileOf('{}'))).toEqual({ tensors: {}, metadata: {} });
  });
});

describe('a bad file is refused, saying what was found and expected', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'starts with 8 bytes that say how long its header is; got 0'],
    ['too short', new Uint8Array(7), 'got 7 bytes in all'],
    [
      'a huge header',
      fileOf('{}', [], 2n ** 64n - 1n),
      'the header has 18446744073709551615 bytes',
    ],
    ['a header over 100 MB', fileOf('{}', [], 100_000_001n), 'a header has at most 100000000'],
    ['a header beyond the file', fileOf('{}', [], 3n), 'its header takes 3 bytes, and 2 follow'],
    ['an empty header', fileOf(''), "expected '{' as its first byte; it is empty"],
    ['a leading space', fileOf(' {}'), "expected '{' as its first byte; found the byte 32"],
    ['a byte order mark', fileOf('\uFEFF{}'), 'found the byte 239'],
    ['invalid UTF-8', fileOf(new Uint8Array([0x7b, 0x22, 0xff, 0x22])), 'expected UTF-8'],
    ['no JSON', fileOf('{]'), 'character 1: expected a name in the header, a string; found "]"'],
    ['an unclosed object', fileOf('{'), 'found its end'],
    ['an unclosed string', fileOf('{"x'), 'a name in the header, a string of valid Unicode'],
    ['a bad escape', fileOf(String.raw`{"\q":{}}`), 'a string of valid Unicode'],
    ['half a surrogate pair', fileOf(String.raw`{"\ud800":{}}`), 'a string of valid Unicode'],
    ['a raw control character', fileOf('{"a\nb":{}}'), 'a string of valid Unicode'],
    ['a trailing comma', fileOf('{"__metadata__":{},}'), 'a name in the header'],
    ['text after the object', fileOf('{}x'), 'nothing but spaces to the end; found "x"'],
    ['a NUL after the object', fileOf('{}\0'), 'nothing but spaces to the end'],
    [
      'a name twice',
      fileOf(`${headerOf().slice(0, -1)},${headerOf().slice(1)}`),
      'names "x" twice',
    ],
    [
      'a field twice',
      fileOf('{"x":{"dtype":"U8","dtype":"U8"}}'),
      'tensor "x" names "dtype" twice',
    ],
    ['metadata that is not text', fileOf('{"__metadata__":{"a":1}}'), '__metadata__ "a", a string'],
    ['metadata null', fileOf('{"__metadata__":null}'), "__metadata__, which starts with '{'"],
    ['a tensor that is a list', fileOf('{"x":[]}'), 'tensor "x", which starts with \'{\''],
    ['no shape', fileOf('{"x":{"dtype":"U8"}}'), 'has no shape and no data_offsets'],
    ['another field', fileOf(headerOf({ strides: [1] }), eightBytes), 'has "strides"'],
    ['an unknown dtype', fileOf(headerOf({ dtype: 'F8_E4M3' })), 'has dtype "F8_E4M3"; those that'],
    ['a dtype of Object', fileOf(headerOf({ dtype: 'constructor' })), 'has dtype "constructor"'],
    [
      'a dtype that is a number',
      fileOf(headerOf({ dtype: 1 })),
      'the dtype of tensor "x", a string',
    ],
    ['a negative length', fileOf(headerOf({ shape: [-2] })), 'a whole number from 0 to 2^53 - 1'],
    ['a fraction', fileOf(headerOf({ shape: [1.5] })), 'found "1.5]'],
    ['an exponent', fileOf('{"x":{"shape":[1e2]}}'), 'found "1e2]'],
    ['a leading zero', fileOf('{"x":{"shape":[02]}}'), 'found "02]'],
    ['a length of 2^53', fileOf(headerOf({ shape: [2 ** 53] })), 'found "9007199254740992]'],
    ['a length of text', fileOf(headerOf({ shape: ['2'] })), 'a whole number'],
    ['a nested shape', fileOf(headerOf({ shape: [[2]] })), 'a whole number'],
    ['a huge product', fileOf(headerOf({ shape: [2 ** 30, 2 ** 30, 2 ** 30] })), 'give 8'],
    [
      'a huge length behind a 0',
      fileOf(headerOf({ shape: [2 ** 52, 2 ** 52, 0], data_offsets: [0, 0] })),
      'takes 0 bytes',
    ],
    [
      'a shape that is too small',
      fileOf(headerOf({ shape: [1] })),
      'takes 4 bytes; its data_offsets [0, 8] give 8',
    ],
    ['one offset', fileOf(headerOf({ data_offsets: [8] })), 'expected [begin, end]'],
    ['three offsets', fileOf(headerOf({ data_offsets: [0, 8, 16] })), 'expected [begin, end]'],
    ['offsets in reverse', fileOf(headerOf({ data_offsets: [8, 0] })), 'begin at most end'],
    ['offsets beyond the file', fileOf(headerOf(), new Uint8Array(7)), 'take 8 bytes; 7 follow'],
    ['trailing bytes', fileOf(headerOf(), new Uint8Array(9)), 'take 8 bytes; 9 follow'],
    ['trailing bytes without tensors', fileOf('{}', [0]), 'take 0 bytes; 1 follow'],
    [
      'a hole',
      fileOf(headerOf({ data_offsets: [4, 12] }), new Uint8Array(12)),
      'leaves a hole before it: its bytes begin at 4; expected 0',
    ],
    [
      'an overlap',
      fileOf(`${headerOf().slice(0, -1)},${headerOf({}, 'y').slice(1)}`, eightBytes),
      'overlaps the tensor before it',
    ],
    [
      'an empty tensor inside another',
      fileOf(
        `${headerOf().slice(0, -1)},${headerOf({ shape: [0], data_offsets: [4, 4] }, 'y').slice(1)}`,
        eightBytes,
      ),
      'overlaps the tensor before it',
    ],
    [
      'a bool that is 2',
      fileOf(headerOf({ dtype: 'BOOL', data_offsets: [0, 2] }), [1, 2]),
      "element 1 of 'x' is the byte 2",
    ],
    [
      'an I64 beyond int32',
      fileOf(headerOf({ dtype: 'I64', shape: [1] }), [0, 0, 0, 128, 0, 0, 0, 0]),
      "element 0 of 'x' is 2147483648",
    ],
    [
      'an I64 below int32',
      fileOf(headerOf({ dtype: 'I64', shape: [1] }), [255, 255, 255, 127, 255, 255, 255, 255]),
      'is -2147483649',
    ],
    [
      'a U32 beyond int32',
      fileOf(headerOf({ dtype: 'U32', shape: [2] }), new Uint8Array(8).fill(255)),
      'is 4294967295',
    ],
    [
      'a U64 beyond int32',
      fileOf(headerOf({ dtype: 'U64', shape: [1] }), new Uint8Array(8).fill(255)),
      "element 0 of 'x' is 18446744073709552000",
    ],
  ])('%s', (_, file, message) => {
    expect(() => loadSafetensors(file)).toThrow(FileFormatError);
    expect(() => loadSafetensors(file)).toThrow(message);
  });

  it('shows only the beginning of what is long', () => {
    const name = 'n'.repeat(1e6);
    const shape = Array.from({ length: 1e5 }, () => 1);
    const file = fileOf(headerOf({ shape }, name), eightBytes);
    expect(() => loadSafetensors(file)).toThrow(/^.{0,500}$/);
  });
});
