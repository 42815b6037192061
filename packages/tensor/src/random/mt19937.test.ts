import { describe, expect, it } from 'vitest';
import { engineWords, MersenneTwister } from './mt19937.ts';

function seeded(seed: number): MersenneTwister {
  const engine = new MersenneTwister();
  engine.seed(seed);
  return engine;
}

describe('MersenneTwister', () => {
  it('starts from 5489 as the C++ standard says std::mt19937 does', () => {
    expect(seeded(5489).random()).toBe(3499211612);
  });

  it('comes to 4123659995 at the 10,000th draw, as the C++ standard says', () => {
    const engine = seeded(5489);
    for (let i = 1; i < 10_000; i++) engine.random();
    expect(engine.random()).toBe(4123659995);
  });

  it.each([1, 623, 624, 625, 1248, 3000])('draws %i words at a time as one by one', (count) => {
    const one = seeded(777);
    const many = seeded(777);
    for (let round = 0; round < 3; round++) {
      const words = new Uint32Array(count);
      many.randomInto(words);
      expect(words).toEqual(words.map(() => one.random()));
    }
    expect(many.words).toEqual(one.words);
  });

  it('goes on from words that another engine left', () => {
    const first = seeded(42);
    for (let i = 0; i < 1000; i++) first.random();
    const second = new MersenneTwister(first.words.slice());
    expect(second.words.length).toBe(engineWords);
    expect(second.random()).toBe(first.random());
  });
});
