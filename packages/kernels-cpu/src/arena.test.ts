import { ArgumentError, DeviceError } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { Arena } from './arena.ts';
import { createKernels } from './instance.ts';
import type { WebAssemblyMemory } from './web-assembly.ts';

it('aligns what it allocates to vectors, from the base on', () => {
  const arena = new Arena(createKernels().memory, 10);
  expect([arena.allocate(1), arena.allocate(16), arena.allocate(17), arena.allocate(0)]).toEqual([
    16, 32, 48, 80,
  ]);
  expect(arena.used).toBe(64);
});

it('hands out again what was released', () => {
  const { arena } = createKernels();
  const mark = arena.mark();
  const offset = arena.allocate(100);
  arena.allocate(100);
  arena.release(mark);
  expect(arena.used).toBe(0);
  expect(arena.allocate(8)).toBe(offset);
});

it('grows the memory and keeps what is in it', () => {
  const { arena, memory } = createKernels();
  const small = arena.allocate(16);
  arena.uint8(small, 4).set([1, 2, 3, 4]);
  const large = arena.allocate(5e6);
  arena.float32(large, 1_250_000).fill(7);
  expect([...arena.uint8(small, 4)]).toEqual([1, 2, 3, 4]);
  expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(large + 5e6);
});

it('refuses marks that are not its own', () => {
  const { arena } = createKernels();
  expect(() => arena.release(0)).toThrow(ArgumentError);
  expect(() => arena.release(arena.mark() + 16)).toThrow(ArgumentError);
  expect(() => arena.release(NaN)).toThrow(/cannot release to NaN/);
});

it('says how much is in use when the engine has no more', () => {
  const full: WebAssemblyMemory = {
    buffer: new ArrayBuffer(65_536),
    grow: () => {
      throw new RangeError('full');
    },
  };
  const arena = new Arena(full, 0);
  arena.allocate(1024);
  expect(() => arena.allocate(70_000)).toThrow(DeviceError);
  expect(() => arena.allocate(70_000)).toThrow(/no memory for 70000 bytes: 1024 bytes are in use/);
  expect(arena.used).toBe(1024);
});
