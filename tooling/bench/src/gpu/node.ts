import { headlessgl } from '@chainrule/kernels-gpu';
import type { Contestant, GpuName } from './contestant.ts';
import type { Arena } from './index.ts';
import { measure, startContestant } from './measure.ts';
import { ours } from './ours.ts';

/** Ours on headless GL, where there is nothing that is installed like it to compare with. */
export async function openInNode(device: GpuName): Promise<Arena> {
  const { renderer } = (await headlessgl()).describe();
  const contestants = new Map([ours(true), ours(false)].map((each) => [each.name, each]));
  for (const contestant of contestants.values()) await startContestant(contestant, device);
  return {
    renderer,
    names: [...contestants.keys()],
    measure: (name, work) => measure(contestants.get(name) as Contestant, work),
    close: async () => undefined,
  };
}
