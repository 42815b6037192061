import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { publicPackages } from '@chainrule/workspace';
import { changedLines } from './changed-lines.ts';
import { apiReports } from './report.ts';

const { values } = parseArgs({ options: { update: { type: 'boolean', default: false } } });

for (const [{ folder, directory }, report] of apiReports(publicPackages())) {
  const path = join(directory, 'api.md');
  const recorded = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (recorded === report) continue;
  if (values.update) {
    writeFileSync(path, report);
    console.log(`${folder}/api.md is written`);
    continue;
  }
  process.exitCode = 1;
  console.error(`${folder}/api.md is not the API any more:`);
  for (const line of changedLines(recorded, report)) console.error(`  ${line}`);
}
if (process.exitCode === 1) {
  console.error('When the change is meant: pnpm api --update, and a changeset that says it.');
}
