import { tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { detectAnomaly, isAnomalyDetected } from './index.ts';

it('names the operation and the line that made a NaN', () => {
  const run = (): void => {
    const x = tensor([0], { requiresGrad: true });
    const root = x.sqrt();
    root.mul(0).sum().backward();
  };
  expect(run).not.toThrow();
  expect(() => detectAnomaly(run)).toThrow(/SqrtBackward0 made a NaN .*anomaly\.test\.ts:8/s);
  expect(isAnomalyDetected()).toBe(false);
});
