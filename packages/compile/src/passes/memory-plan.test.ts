import { bytesPerElement, rand, type Storage, type Tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { lower } from '../lower.ts';
import type { ProgramParts } from '../program-parts.ts';
import { randomStep } from '../testing/random-step.ts';
import { record } from '../testing/record.ts';
import { trace } from '../trace.ts';
import { type MemoryPlan, planMemory } from './memory-plan.ts';
import { optimize } from './optimize.ts';

const x = rand(64);

function planOf({ instructions, locals, results }: ProgramParts): MemoryPlan {
  return planMemory(
    instructions.map((instruction) => [instruction]),
    locals,
    results,
  );
}

describe('one block of memory', () => {
  it('is no larger than one value for a chain in place', () => {
    expect(planOf(record(() => x.exp().neg().abs().sqrt())).bytes).toBe(256);
  });

  it('keeps what is read once more, and results', () => {
    const program = record(() => {
      const first = x.exp();
      const second = first.neg();
      return [second, first.abs()];
    });
    expect(planOf(program).bytes).toBe(512);
  });

  it('does not put a result over what is read in another order', () => {
    const square = rand(8, 8);
    expect(planOf(record(() => square.exp().t().neg())).bytes).toBe(512);
    expect(planOf(record(() => square.exp().sum(0))).bytes).toBe(256 + 32);
    expect(planOf(record(() => square.exp().gt(0))).bytes).toBe(256 + 64);
  });

  it('never holds two values in one place at one time', () => {
    for (let seed = 0; seed < 60; seed++) {
      const { step } = randomStep(seed);
      const program = optimize(lower(trace(() => step(rand(4, 3), rand(3)) as Tensor[], [])));
      checkApart(program, planOf(program));
    }
  });
});

/** Replays a plan: every byte that is read must still belong to the storage that wrote it. */
function checkApart(program: ProgramParts, { offsets, bytes }: MemoryPlan): void {
  const owner = new Array<Storage | undefined>(bytes);
  const bytesOf = (storage: Storage): number[] => {
    const begin = offsets.get(storage) as number;
    const length = storage.length * bytesPerElement(storage.dtype);
    return Array.from({ length }, (_, byte) => begin + byte);
  };
  const checkOwned = (storage: Storage): void => {
    if (offsets.has(storage)) {
      expect(bytesOf(storage).every((byte) => owner[byte] === storage)).toBe(true);
    }
  };
  for (const { inputs, out } of program.instructions) {
    for (const input of inputs) checkOwned(input.storage);
    if (offsets.has(out.storage))
      for (const byte of bytesOf(out.storage)) owner[byte] = out.storage;
  }
  for (const storage of program.results) checkOwned(storage);
}
