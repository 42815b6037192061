import { experiments } from '@chainrule/experiments';
import { isAvailable } from '@chainrule/kernels-gpu';
import { optional } from '@chainrule/vitest-config/optional';
import { expect, test } from 'vitest';
import { fakeScreen } from './fixtures/screen.ts';
import { runProgram } from './program.ts';
import { remedyFor } from './remedies.ts';

interface Ended {
  readonly type: string;
  readonly device?: string;
  readonly models: readonly { readonly model: string; readonly loss: number }[];
}

/** The device that a run says it computes on, and the last loss of each of its nets. */
async function run(words: readonly string[], device: string): Promise<[string, number[]]> {
  const screen = fakeScreen();
  const errors: string[] = [];
  const command = ['run', ...words, '--device', device, '--json'];
  const code = await runProgram(command, { experiments, screen }, (line) => errors.push(line));
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  const events = screen.lines.map((line): Ended => JSON.parse(line));
  const [start, end] = [events[0] as Ended, events[events.length - 1] as Ended];
  return [start.device ?? '', end.models.map(({ loss }) => loss)];
}

const xor: [string, string[]] = ['xor-nn', ['--steps', '301']];
const mnist: [string, string[]] = ['mnist-nn-xavier', ['--limit', '300', '--epochs', '1']];
// All 10,000 test images are looked at after an epoch, which takes a renderer in software a minute.
const runs = process.env.CHAINRULE_CONFORMANCE === 'full' ? [xor, mnist] : [xor];

for (const device of ['headlessgl', 'webgpu'] as const) {
  // The conformance suite trains all experiments on every device; here it is the command line that is tested.
  optional(
    device,
    await isAvailable(device),
    remedyFor(device),
  )(`--device ${device}`, () => {
    test.each(runs)(
      'ends %s at the losses of the CPU',
      async (id, size) => {
        const [used, losses] = await run([id, ...size], device);
        const [, expected] = await run([id, ...size], 'cpu');
        expect(used).toBe(device);
        expect(losses).toBeAllclose(expected, { rtol: 1e-3, atol: 1e-3 });
      },
      300_000,
    );
  });
}
