import { formatNumber, formatTable } from '../table.ts';
import { profileCompiled } from './compiled.ts';
import { profileEager } from './eager.ts';
import { netNames, Training } from './nets.ts';
import { type Profile, parts } from './parts.ts';

const total = ({ seconds }: Profile): number =>
  [...seconds.values()].reduce((sum, each) => sum + each, 0);

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** The microseconds and the share of one part. */
function cells({ seconds, measured }: Profile, part: (typeof parts)[number]): string[] {
  const taken = seconds.get(part);
  return taken === undefined ? ['-', '-'] : [formatNumber(1e6 * taken), share(taken, measured)];
}

/** Tables of where a step's time goes, one for each of these nets, or for all. */
export async function* benchProfile(nets: readonly string[]): AsyncGenerator<string> {
  for (const net of nets.length > 0 ? nets : netNames) {
    const eager = await profileEager(new Training(net));
    const compiled = profileCompiled(new Training(net));
    const both = [eager, compiled];
    const rows = parts.map((part) => [part, ...both.flatMap((each) => cells(each, part))]);
    rows.push([
      'all of these',
      ...both.flatMap((each) => [
        formatNumber(1e6 * total(each)),
        share(total(each), each.measured),
      ]),
    ]);
    rows.push([
      'the step, measured',
      ...both.flatMap(({ measured }) => [formatNumber(1e6 * measured), share(1, 1)]),
    ]);
    yield formatTable([`a step of ${net}`, 'eager, us', 'share', 'compiled, us', 'share'], rows);
  }
}
