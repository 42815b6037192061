import { describe, expect, it } from 'vitest';
import { fusedMultiplyAdd32, fusedMultiplyAdd64 } from './fused-multiply-add.ts';
import { fillRandom, Generator } from './index.ts';

const scale = 200;

/** A number of moderate size as `integer * 2^-scale`, exactly. */
function scaled(value: number): bigint {
  let exponent = 0;
  let integer = value;
  while (!Number.isInteger(integer)) {
    integer *= 2;
    exponent += 1;
  }
  return BigInt(integer) << BigInt(scale - exponent);
}

/** `x * y + z`, computed exactly and then rounded once, as `Number` rounds a bigint. */
function exact(x: number, y: number, z: number): number {
  const sum = scaled(x) * scaled(y) + (scaled(z) << BigInt(scale));
  return Number(sum) * 2 ** (-2 * scale);
}

function operands(count: number): number[] {
  const generator = new Generator().manualSeed(11);
  const values = new Float64Array(count);
  fillRandom(values, 'float64', generator);
  return Array.from(values, (value) => {
    const sign = generator.random() % 2 === 0 ? 1 : -1;
    return sign * value * 2 ** ((generator.random() % 12) - 58);
  });
}

describe('fused multiply-add', () => {
  it('rounds float64 once, where two roundings would differ', () => {
    const values = operands(3000);
    let differing = 0;
    for (let i = 0; i + 2 < values.length; i += 3) {
      const [x, y, z] = values.slice(i, i + 3) as [number, number, number];
      expect(fusedMultiplyAdd64(x, y, z)).toBe(exact(x, y, z));
      if (fusedMultiplyAdd64(x, y, z) !== x * y + z) differing += 1;
    }
    expect(differing).toBeGreaterThan(50);
  });

  it('rounds float32 once, where float64 would first round to a tie', () => {
    const x = 2 ** -24 * (1 + 2 ** -23);
    const y = 1 - 2 ** -23;
    const z = 1 + 2 ** -23;
    // The exact sum is 2^-70 below the middle of z and the next float32, which is the even one.
    expect(Math.fround(x * y + z)).toBe(1 + 2 ** -22);
    expect(fusedMultiplyAdd32(x, y, z)).toBe(z);
    expect(fusedMultiplyAdd32(-x, y, -z)).toBe(-z);
  });

  it.each([
    [0.5, 2, 0, 1],
    [0, 5, -3, -3],
    [1e200, 1e200, 1, Number.POSITIVE_INFINITY],
    [2 ** 1000, 4, 1, 2 ** 1002],
  ])('%d * %d + %d = %d', (x, y, z, result) => {
    expect(fusedMultiplyAdd64(x, y, z)).toBe(result);
  });
});
