import { expect, it } from 'vitest';
import { Pacer } from './pacer.ts';

/** A run of so many steps under a pacer; `done` tells how far it has come. */
function runUnder(total: number, speed: number | null, eachStep = false) {
  const state = { done: 0, pauses: 0, stops: [] as number[] };
  const pacer = new Pacer({
    eachStep,
    speed,
    at: ({ done }) => void state.stops.push(done),
    onPaused: () => {
      state.pauses++;
    },
  });
  const run = async (): Promise<void> => {
    while (state.done < total) {
      state.done = Math.min(state.done + pacer.stride(state.done), total);
      await pacer.at({ done: state.done, total, costs: [] });
    }
  };
  return { state, pacer, run };
}

const untilPaused = async (state: { pauses: number }, times: number): Promise<void> => {
  await expect.poll(() => state.pauses).toBe(times);
};

it('at full speed looks at each of the first steps, then at every twentieth', async () => {
  const { state, run } = runUnder(50, null);
  await run();
  expect(state.stops).toEqual([...Array.from({ length: 20 }, (_, step) => step + 1), 40, 50]);
});

it('stops after every step where one takes long', async () => {
  const { state, run } = runUnder(30, null, true);
  await run();
  expect(state.stops).toHaveLength(30);
});

it('pauses between two steps, takes as many as it is told, and goes on', async () => {
  const { state, pacer, run } = runUnder(40, null);
  pacer.step(1);
  const end = run();
  await untilPaused(state, 1);
  expect(state.done).toBe(1);
  pacer.step(3);
  await untilPaused(state, 2);
  expect(state.done).toBe(4);
  pacer.resume();
  await end;
  expect(state.done).toBe(40);
});

it('pauses while it runs', async () => {
  const { state, pacer, run } = runUnder(1_000_000, 100);
  void run();
  pacer.pause();
  await untilPaused(state, 1);
  const { done } = state;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(state.done).toBe(done);
});
