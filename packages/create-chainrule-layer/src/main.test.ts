import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const runner = fileURLToPath(new URL('../../../tooling/run/run.mjs', import.meta.url));
const main = fileURLToPath(new URL('./main.ts', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-layer-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command in the folder, without a terminal to ask in. */
function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [runner, main, ...args], { cwd: folder, encoding: 'utf8' });
}

describe('create-chainrule-layer', () => {
  it('writes a new folder, and says what comes next', () => {
    const { status, stdout, stderr } = run('gated-linear');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(
      'Wrote 10 files. Next: cd chainrule-gated-linear && npm install && npm test && npm run demo\n',
    );
    expect(existsSync(join(folder, 'chainrule-gated-linear/src/gated-linear.ts'))).toBe(true);
  });

  it('writes into the empty folder it is in', () => {
    const args = ['--directory', '.', '--package', '@me/gate', '--description', 'A gate', '--yes'];
    const { stdout } = run('gated-linear', ...args);
    expect(stdout).toBe('Wrote 10 files. Next: npm install && npm test && npm run demo\n');
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name: '@me/gate', description: 'A gate' });
  });

  it.each([
    [[], 'error: name the layer, in kebab-case: npm create chainrule-layer gated-linear'],
    [['Gated'], 'error: a layer is named in kebab-case, such as gated-linear; got "Gated"'],
    [['a-b', '--colour', 'red'], "error: unknown option '--colour'"],
  ])('says what is wrong with %j', (args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout, stderr: stderr.trim() }).toEqual({
      status: 1,
      stdout: '',
      stderr: message,
    });
  });
});
