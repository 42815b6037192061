import { describe, expect, it } from 'vitest';
import type { ExperimentEvent } from './events.ts';
import type { RunContext } from './experiment.ts';
import type { Follower, Moment } from './following.ts';
import type { Inspection } from './inspection.ts';
import { resolveSettings } from './parameters.ts';
import { experiments } from './registry.ts';
import { surfaceGrid, unitSurfaces } from './surface.ts';

async function eventsOf(id: string, context: Partial<RunContext>): Promise<ExperimentEvent[]> {
  const { parameters, run } = experiments.find((each) => each.id === id)!;
  const events: ExperimentEvent[] = [];
  const settings = resolveSettings(parameters, { steps: 250, lr: 1 });
  for await (const event of run(settings, { device: 'cpu', eager: false, ...context })) {
    events.push('seconds' in event ? { ...event, seconds: 0 } : event);
  }
  return events;
}

describe('a follower', () => {
  it('is told after every stride and after the last step, with the costs of events', async () => {
    const moments: Moment[] = [];
    const follower: Follower = { stride: () => 100, at: (moment) => void moments.push(moment) };
    const events = await eventsOf('xor-nn', { follower });
    expect(moments.map(({ done, total }) => [done, total])).toEqual([
      [100, 250],
      [200, 250],
      [250, 250],
    ]);
    const last = events.findLast((event) => event.type === 'step');
    expect(last).toEqual({ type: 'step', step: 249, cost: moments.at(-1)!.costs[0] });
  });

  it.each([1, 7, 1000])('changes no number when it looks every %i steps', async (stride) => {
    const follower: Follower = { stride: () => stride, at: () => undefined };
    for (const id of ['xor-nn', 'mlp-backprop']) {
      expect(await eventsOf(id, { follower })).toEqual(await eventsOf(id, {}));
    }
  });

  it('may change its stride, and training waits for it', async () => {
    const told: number[] = [];
    let waiting = 0;
    const follower: Follower = {
      stride: (done) => (done < 3 ? 1 : 300),
      at: async ({ done }) => {
        expect(++waiting).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 1));
        waiting--;
        told.push(done);
      },
    };
    await eventsOf('xor-perceptron', { follower, eager: true });
    expect(told).toEqual([1, 2, 3, 250]);
  });
});

describe('a net that is looked into while it learns', () => {
  it.each(['xor-nn', 'mlp-backprop'])('%s ends on the surface of its event', async (id) => {
    let inspection: Inspection | undefined;
    const events = await eventsOf(id, {
      follower: { stride: () => 50, at: async () => void (await unitSurfaces(inspection!)) },
      onBuilt: ({ inspections }) => {
        inspection = inspections?.[id];
      },
    });
    expect(events).toEqual(await eventsOf(id, {}));
    const layers = await inspection!.layers();
    expect(layers.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [2, 2],
      [2, 1],
    ]);
    const surfaces = await unitSurfaces(inspection!);
    expect(surfaces.map(({ length }) => length)).toEqual([2, 1]);
    const event = events.find((each) => each.type === 'surface');
    expect(event).toMatchObject(surfaceGrid);
    expect(surfaces[1]![0]).toBeAllclose(event!.values, { atol: 6e-5 });
  });

  it('mlp-backprop shows the gradients that its update takes', async () => {
    let inspection: Inspection | undefined;
    const seen: { weight: number; gradient: number }[] = [];
    await eventsOf('mlp-backprop', {
      eager: true,
      follower: {
        stride: () => 1,
        at: async () => {
          const [, output] = await inspection!.layers();
          seen.push({ weight: output!.weight[0]!, gradient: output!.weightGradient![0]! });
        },
      },
      onBuilt: ({ inspections }) => {
        inspection = inspections?.['mlp-backprop'];
      },
    });
    // A learning rate of 1: the next weight is this one less its gradient.
    for (const [step, { weight, gradient }] of seen.slice(0, 20).entries()) {
      expect(seen[step + 1]!.weight).toBeAllclose(weight - gradient, { atol: 1e-6 });
    }
  });
});
