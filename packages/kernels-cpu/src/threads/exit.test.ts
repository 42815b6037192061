import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));

/** How a program ended that had threads. */
function endOf(way: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const program = 'packages/kernels-cpu/src/testing/exit.ts';
  return new Promise((resolve) => {
    const args = ['tooling/run/run.mjs', program, way];
    execFile(process.execPath, args, { cwd: workspace }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

it.each(['run out', 'stop'])(
  'a process with threads ends by itself: %s',
  { timeout: 120_000 },
  async (way) => {
    expect(await endOf(way)).toEqual({ code: 0, stdout: 'helped', stderr: '' });
  },
);

it('a process with threads ends by an error', { timeout: 120_000 }, async () => {
  const { code, stderr } = await endOf('throw');
  expect(code).toBe(1);
  expect(stderr).toContain('the end');
});
