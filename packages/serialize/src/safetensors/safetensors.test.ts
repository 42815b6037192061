import { readFileSync } from 'node:fs';
import { ArgumentError, type Device, getDevice, ones, tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { loadSafetensors, saveSafetensors } from '../index.ts';
import { fileOf } from '../testing/file-of.ts';

const fixtures = new URL('../fixtures/', import.meta.url);

/** A number as text, which tells the zeros apart. */
function spell(value: number | string): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

describe('saveSafetensors and loadSafetensors', () => {
  it('give back every dtype, shape and bit', async () => {
    const special = [Number.NaN, Number.POSITIVE_INFINITY, -0, 1e-45, 0.1];
    const tensors = {
      float32: tensor(special),
      float64: tensor(special, { dtype: 'float64' }),
      int32: tensor([[-(2 ** 31)], [2 ** 31 - 1]], { dtype: 'int32' }),
      uint8: tensor([0, 255], { dtype: 'uint8' }),
      bool: tensor([true, false]),
      scalar: tensor(7),
      empty: zeros(0, 3),
      'ключ "✓" \u0001': ones(1),
      ['__proto__']: ones(1),
    };
    const { tensors: read, metadata } = loadSafetensors(await saveSafetensors(tensors));
    expect(metadata).toEqual({});
    expect(Object.keys(read).sort()).toEqual(Object.keys(tensors).sort());
    for (const [name, { shape, dtype, dataSync }] of Object.entries(tensors)) {
      expect(read[name]?.shape).toEqual(shape);
      expect(read[name]?.dtype).toBe(dtype);
      expect(read[name]?.dataSync()).toEqual(dataSync.call(tensors[name as 'scalar']));
    }
  });

  it('give back metadata', async () => {
    const notes = { format: 'pt', 'a "key"': 'line\nbreak \u{1F600}', ['__proto__']: 'text' };
    expect(loadSafetensors(await saveSafetensors({}, notes)).metadata).toEqual(notes);
  });

  it('write views as what they show', async () => {
    const transposed = tensor([
      [1, 2],
      [3, 4],
    ]).t();
    const { tensors } = loadSafetensors(await saveSafetensors({ transposed }));
    expect(tensors.transposed?.toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });
});

describe('saveSafetensors', () => {
  it('writes the bytes that the reference writer writes', async () => {
    const expected = readFileSync(new URL('reference.safetensors', fixtures));
    const bytes = await saveSafetensors(
      {
        'x.weight': tensor([
          [1.5, -2],
          [0.25, 1e10],
        ]),
        'x.bias': tensor([0.1, -0.1]),
        z: tensor([1 / 3], { dtype: 'float64' }),
        mask: tensor([true, false, true]),
        pixels: tensor([1, 2, 255], { dtype: 'uint8' }),
        count: tensor(5, { dtype: 'int32' }),
        '\u{1F600}': tensor([1]),
        '\uFFFD': tensor([2]),
        empty: zeros(2, 0),
      },
      { note: 'written by the reference\u0001 "writer"' },
    );
    expect(Buffer.from(bytes).equals(expected)).toBe(true);
  });

  it('writes the same bytes whatever the order of the tensors', async () => {
    const [a, b] = [ones(2), zeros(3)];
    expect(await saveSafetensors({ a, b })).toEqual(await saveSafetensors({ b, a }));
  });

  it('aligns the data to 8 bytes', async () => {
    for (const name of ['a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'abcdefgh']) {
      const bytes = await saveSafetensors({ [name]: ones(1) });
      expect((bytes.length - 4) % 8).toBe(0);
    }
  });

  it('writes the values at the time of the call', async () => {
    const x = ones(2);
    const saving = saveSafetensors({ x });
    x.fill_(5);
    expect(loadSafetensors(await saving).tensors.x?.toArray()).toEqual([1, 1]);
  });

  it('waits for a device that only answers later', async () => {
    const { readNow: _, ...later } = getDevice('cpu');
    const device: Device = { ...later, type: 'webgpu' };
    const x = tensor([1, 2, 3], { device });
    expect(loadSafetensors(await saveSafetensors({ x })).tensors.x?.toArray()).toEqual([1, 2, 3]);
  });

  it.each([
    [{ __metadata__: ones(1) }, {}, 'safetensors keeps the name __metadata__ for metadata'],
    [{ x: [1] }, {}, 'safetensors holds tensors; "x" is object'],
    [{ x: null }, {}, 'safetensors holds tensors; "x" is null'],
    [{ '\ud800': ones(1) }, {}, 'a tensor name is valid Unicode; "\\ud800" has half'],
    [{}, { step: 1 }, 'the metadata "step" is a string; got number'],
    [{}, { note: '\udfff' }, 'the metadata "note" is valid Unicode'],
    [{}, { '\udfff': 'note' }, 'a metadata key is valid Unicode'],
    [{}, { note: 'x'.repeat(1e8) }, 'a safetensors header has at most 100000000'],
  ])('refuses %#', async (tensors, metadata, message) => {
    const saving = saveSafetensors(tensors as never, metadata as never);
    await expect(saving).rejects.toThrow(ArgumentError);
    await expect(saving).rejects.toThrow(message);
  });
});

describe('loadSafetensors', () => {
  it('shares memory with the file where the tensor is aligned', async () => {
    const bytes = await saveSafetensors({ x: ones(2) });
    const { tensors } = loadSafetensors(bytes);
    tensors.x?.fill_(2);
    expect(loadSafetensors(bytes).tensors.x?.toArray()).toEqual([2, 2]);
  });

  it('copies where it is not, and where told', async () => {
    const bytes = await saveSafetensors({ x: ones(2) });
    const shifted = new Uint8Array(bytes.length + 1).subarray(1);
    shifted.set(bytes);
    // A Buffer's slice is no copy, which must not matter.
    for (const file of [shifted, Buffer.from(shifted.buffer, 1)]) {
      loadSafetensors(file).tensors.x?.fill_(2);
      expect(file.subarray(0)).toEqual(file);
      expect(loadSafetensors(file).tensors.x?.toArray()).toEqual([1, 1]);
    }
    loadSafetensors(bytes, { copy: true }).tensors.x?.fill_(2);
    expect(loadSafetensors(bytes).tensors.x?.toArray()).toEqual([1, 1]);
  });

  it('takes an ArrayBuffer', async () => {
    const { buffer } = await saveSafetensors({ x: ones(2) });
    expect(loadSafetensors(buffer).tensors.x?.toArray()).toEqual([1, 1]);
    expect(() => loadSafetensors('x' as never)).toThrow('or an ArrayBuffer; got string');
  });

  it('puts tensors on the device that is named', async () => {
    const device: Device = { ...getDevice('cpu'), type: 'webgl2' };
    const { tensors } = loadSafetensors(await saveSafetensors({ x: ones(2) }), { device });
    expect(tensors.x?.device).toBe('webgl2');
  });

  it('lists tensors in the order of their bytes, whatever that of the header', () => {
    const header =
      '{"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},' +
      '"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}';
    const { tensors } = loadSafetensors(fileOf(header, [7, 8]));
    expect(Object.entries(tensors).map(([name, x]) => [name, x.toArray()])).toEqual([
      ['a', [7]],
      ['b', [8]],
    ]);
  });

  it('widens types that Chainrule does not have, as PyTorch converts them', () => {
    const file = readFileSync(new URL('foreign.safetensors', fixtures));
    const expected = JSON.parse(readFileSync(new URL('foreign.json', fixtures), 'utf8'));
    const { tensors } = loadSafetensors(file);
    expect(Object.keys(tensors).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, x] of Object.entries(tensors)) {
      expect(x.dtype).toBe(expected[name].dtype);
      expect(Array.from(x.dataSync(), spell)).toEqual(expected[name].data.map(spell));
    }
  });
});
