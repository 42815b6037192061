import { tensor } from '@chainrule/tensor';
import { describe, expect, it, vi } from 'vitest';
import { ProgramMemory } from './program-memory.ts';

describe('blocks', () => {
  it('are used again, whole or in part, and join when their neighbours are free', () => {
    const memory = new ProgramMemory('simd');
    const [a, b, c] = [memory.allocate(100), memory.allocate(100), memory.allocate(100)];
    const { used } = memory;
    memory.release(a);
    memory.release(c);
    expect(memory.allocate(40).offset).toBe(a.offset);
    memory.release({ offset: a.offset, bytes: 64 });
    memory.release(b);
    expect(memory.allocate(300).offset).toBe(a.offset);
    expect(memory.used).toBe(used - (a.bytes + b.bytes + c.bytes) + 320);
  });

  it('end some bytes after what was asked for, as vectors reach past the end', () => {
    const memory = new ProgramMemory('simd');
    expect(memory.allocate(0).bytes).toBe(16);
    expect(memory.allocate(16).bytes).toBe(32);
  });
});

describe('a storage', () => {
  it('moves in once, and out after the last program', () => {
    const memory = new ProgramMemory('simd');
    const { storage } = tensor([1, 2, 3]);
    const { used } = memory;
    const offset = memory.moveIn(storage);
    expect(memory.moveIn(storage)).toBe(offset);
    memory.elements('float32', offset, 3)[1] = 7;
    memory.moveOut(storage);
    expect(storage.buffer).toEqual(Float32Array.of(1, 7, 3));
    expect((storage.buffer as Float32Array).buffer).toBe(memory.kernels.memory.buffer);
    memory.moveOut(storage);
    expect(storage.buffer).toEqual(Float32Array.of(1, 7, 3));
    expect((storage.buffer as Float32Array).buffer).not.toBe(memory.kernels.memory.buffer);
    expect(memory.used).toBe(used);
  });

  it('is still seen when the memory has grown', () => {
    const memory = new ProgramMemory('simd');
    const { storage } = tensor([1, 2, 3]);
    memory.moveIn(storage);
    const refresh = vi.fn();
    const stop = memory.onGrowth(refresh);
    memory.allocate(1e7);
    expect(storage.buffer).toEqual(Float32Array.of(1, 2, 3));
    expect(refresh).toHaveBeenCalledTimes(1);
    stop();
    memory.allocate(1e8);
    expect(refresh).toHaveBeenCalledTimes(1);
  });
});
