import { tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws } from '../testing/operands.ts';

const draws = new Draws(5);

/** Angles of every size that float32 has, from where the plain reduction ends, and near quarters of a turn. */
const angles = Float32Array.from([
  ...[8191.5, 8192, 8193.25, 65_535, 65_536, 65_537, 2 ** 24 - 1, 2 ** 24, 3.4028234663852886e38],
  // Of all floats the ones nearest to quarters of a turn, for their sizes.
  ...[16_367_173 * 2 ** 72, 12_549_215 * 2 ** 96, 8_858_109 * 2 ** -9, 1e22],
  ...Array.from({ length: 2000 }, () => 2 ** (13 + 114.9 * draws.uniform())),
  ...Array.from({ length: 500 }, (_, n) => (Math.PI / 2) * (6000 + 97 * n)),
]);

for (const { type, open, describe } of devices) {
  describe(`large angles on ${type}`, () => {
    it.each(['sin', 'cos', 'tan'] as const)('%s is that of double precision', async (name) => {
      await open();
      const both = [...angles, ...angles.map((angle) => -angle)];
      const result = await tensor(both).to(type)[name]().data();
      const expected = both.map((angle) => Math[name](angle));
      for (const [place, angle] of both.entries()) {
        // Within 1e-4 of a pole, a tangent has as many digits as 2^-45 of a turn leaves it.
        if (Math.abs(expected[place] as number) > 1e4) continue;
        const error = Math.abs((result[place] as number) - (expected[place] as number));
        const size = Math.max(1, Math.abs(expected[place] as number));
        expect(error / size, `${name} of ${angle}`).toBeLessThan(1e-6);
      }
    });
  });
}
