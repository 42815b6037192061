import { expect, it, vi } from 'vitest';
import { hostScalar, setTraceHooks } from '../index.ts';

it('is a scalar of what is read, made anew each time', () => {
  let rate = 0.5;
  const scalar = hostScalar(() => rate, 'float64');
  expect([scalar.shape, scalar.dtype, scalar.item()]).toEqual([[], 'float64', 0.5]);
  rate = 0.25;
  expect(hostScalar(() => rate, 'float32').item()).toBe(0.25);
  expect(scalar.item()).toBe(0.5);
});

it('tells a tracer how to read the number again', () => {
  const feed = vi.fn();
  setTraceHooks({
    beforeRead: () => undefined,
    uploaded: () => undefined,
    observe: (read) => read(),
    feed,
  });
  const read = (): number => 3;
  const scalar = hostScalar(read, 'float32');
  setTraceHooks(undefined);
  expect(feed).toHaveBeenCalledWith(scalar, read);
});
