import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { findChromium } from '@chainrule/chromium';
import { packAll } from './pack.ts';
import { projectKinds } from './project-kinds.ts';
import { runProject } from './run-project.ts';
import { type Outcome, outcomeLine } from './table.ts';

const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'boolean', default: false } },
});

const unknown = asked.filter((name) => !projectKinds.some((kind) => kind.name === name));
if (unknown.length > 0) {
  const names = projectKinds.map(({ name }) => name).join(', ');
  process.stderr.write(`installs: no ${unknown.join(', ')}; there is ${names}\n`);
  process.exit(2);
}

const chosen = projectKinds.filter(({ name }) => asked.length === 0 || asked.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'chainrule-installs-'));
const browser = findChromium();
const outcomes: Outcome[] = [];
try {
  const tarballs = await packAll(join(folder, 'tarballs'));
  console.log(`packed ${tarballs.size} packages; Node ${process.version}`);
  for (const kind of chosen) {
    const outcome = await runProject(kind, join(folder, kind.name), tarballs, browser);
    outcomes.push(outcome);
    console.log(outcomeLine(outcome));
  }
} finally {
  if (values.keep) console.log(`kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

const count = (status: Outcome['status']): number =>
  outcomes.filter((outcome) => outcome.status === status).length;
console.log(`${count('works')} work, ${count('fails')} fail, ${count('skipped')} skipped`);
if (count('fails') > 0) process.exitCode = 1;
