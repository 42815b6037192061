import { tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws } from '../testing/operands.ts';

// Renderers in software take seconds to compile a kernel.
const patience = 300_000;

for (const { type, open, describe } of devices) {
  describe(`softmax and logSoftmax on ${type}`, () => {
    it.each([
      [[7], 0],
      [[100, 10], 1],
      [[10, 6], 0],
      [[3, 4, 5], 1],
      [[2, 33, 3], 1],
      [[2, 3000], 1],
      [[70_001], 0],
      [[], 0],
    ])(
      'of shape %j along dim %i are those of float64',
      async (shape, dim) => {
        await open();
        const draws = new Draws(1);
        const { cpu, gpu } = draws.twin(shape, 'float32', type, () => (draws.uniform() - 0.5) * 12);
        const exact = cpu.to('float64');
        const probabilities = await gpu.softmax(dim).data();
        expect(probabilities).toBeAllclose(exact.softmax(dim).flatten(), {
          rtol: 4e-6,
          atol: 1e-12,
        });
        const logs = await gpu.logSoftmax(dim).data();
        expect(logs).toBeAllclose(exact.logSoftmax(dim).flatten(), { rtol: 1e-6, atol: 4e-6 });
      },
      patience,
    );

    it.each([5, 50])(
      'do not overflow, and keep NaN and infinity as the CPU does',
      async (length) => {
        await open();
        const special = [
          [1000, 999],
          [-1000, -1002],
          [Number.NEGATIVE_INFINITY, 1],
          [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
          [Number.POSITIVE_INFINITY, 0],
          [Number.NaN, 0],
        ];
        for (const [first, others] of special as [number, number][]) {
          const cpu = tensor(Array.from({ length }, (_, i) => (i === 1 ? first : others)));
          const gpu = cpu.to(type);
          const options = { rtol: 2e-6, atol: 2e-6, equalNan: true };
          expect(await gpu.softmax(0).data()).toBeAllclose(cpu.softmax(0), options);
          expect(await gpu.logSoftmax(0).data()).toBeAllclose(cpu.logSoftmax(0), options);
        }
      },
    );
  });
}
