import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { publicPackages } from '@chainrule/workspace';
import { budgets } from './budgets.ts';
import { bundle } from './bundle.ts';
import { type Row, staleRows, withTable } from './readme-table.ts';

const { values } = parseArgs({ options: { update: { type: 'boolean', default: false } } });

const complaints: string[] = [];
for (const { name, folder, directory, manifest } of publicPackages()) {
  // A program for a terminal is in nobody's bundle.
  if ('bin' in manifest) continue;
  const rows: Row[] = [];
  for (const { title, imports, limit } of budgets.filter((each) => each.packageName === name)) {
    const { kilobytes } = await bundle(imports);
    rows.push([title, kilobytes]);
    console.log(`${kilobytes.toFixed(1).padStart(6)} of ${limit} kB  ${name}: ${title}`);
    if (kilobytes > limit) complaints.push(`${name}, ${title}: over its budget of ${limit} kB`);
  }
  if (rows.length === 0)
    complaints.push(
      `${name} has no budget; give it one in tooling/sizes, and list it there as a dependency`,
    );
  const path = join(directory, 'README.md');
  const readme = readFileSync(path, 'utf8');
  if (values.update) writeFileSync(path, withTable(readme, rows));
  else complaints.push(...staleRows(readme, rows).map((row) => `${folder}/README.md, ${row}`));
}
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) {
  console.error('pnpm sizes --update measures anew; budgets are in tooling/sizes/src/budgets.ts.');
  process.exitCode = 1;
}
