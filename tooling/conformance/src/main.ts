import { writeFileSync } from 'node:fs';
import { families, loadFamily } from '@chainrule/oracle';
import { type HostName, hostNames } from './hosts/host.ts';
import { openHost } from './hosts/open-host.ts';

const [name, only] = process.argv.slice(2) as [HostName, string];
const host = await openHost(name);
console.log(host.renderer);
let out = '';
for (const subject of ['primitives', 'ops'] as const)
  for (const f of families(subject)) {
    if (only && !`${subject}/${f}`.includes(only)) continue;
    const t = performance.now();
    const r = await host.run(loadFamily(f, subject));
    const bad = r.filter((x) => x.problem);
    const line = `${subject}/${f}: ${r.length} cases, ${bad.length} bad, ${Math.round(performance.now() - t)} ms`;
    console.log(line);
    out += line + '\n' + bad.map((b) => `   ${b.name} :: ${b.problem?.slice(0, 200)}\n`).join('');
  }
writeFileSync(`/tmp/conf-${name}.txt`, out);
await host.close();
process.exit(0);
