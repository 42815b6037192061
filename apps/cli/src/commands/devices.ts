import { DeviceError } from '@chainrule/tensor';
import type { Command } from 'commander';
import { type AnyDevice, allDevices, reasonOf, startDevice } from '../devices.ts';
import type { Environment } from '../environment.ts';
import { gigaflopsOf } from '../products.ts';
import { remedyFor } from '../remedies.ts';

const descriptions: { readonly [D in AnyDevice]: string } = {
  cpu: 'the processor, by WebAssembly',
  headlessgl: 'the GPU by OpenGL, without a window',
  webgpu: 'the GPU by WebGPU',
  webgl2: 'the GPU by WebGL 2, in a browser',
};

/** What is known of a device on this machine. */
type DeviceReport =
  | { readonly available: true; readonly renderer: string; readonly gigaflops: number }
  | { readonly available: false; readonly reason: string; readonly remedy: string };

/** `chainrule devices`: every device, how fast it is, and what is missing where it cannot be used. */
export function addDevicesCommand(program: Command, { screen }: Environment): void {
  program
    .command('devices')
    .summary('say what can be computed on')
    .description(
      'Says which devices can be used here and how fast they multiply matrices, and what would make the others work.',
    )
    .option('--json', 'print one JSON object a line instead of text')
    .action(async ({ json }: { json?: true }) => {
      const width = Math.max(...allDevices.map((name) => name.length));
      for (const device of allDevices) {
        const report = await examine(device);
        if (json) screen.print(JSON.stringify({ type: 'device', device, ...report }));
        else
          screen.print(
            `${device.padEnd(width)}  ${descriptions[device]}; ${inWords(report, width)}`,
          );
      }
    });
}

async function examine(device: AnyDevice): Promise<DeviceReport> {
  try {
    const renderer = await startDevice(device);
    const gigaflops = Number((await gigaflopsOf(device)).toPrecision(3));
    return { available: true, renderer, gigaflops };
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    return { available: false, reason: reasonOf(error), remedy: remedyFor(device) };
  }
}

function inWords(report: DeviceReport, indent: number): string {
  if (report.available) {
    const { renderer, gigaflops } = report;
    return `available, ${gigaflops} GFLOP/s${renderer && ` on ${renderer}`}`;
  }
  const start = `\n${' '.repeat(indent + 2)}`;
  return `not available${start}${report.reason}${start}to have it: ${report.remedy}`;
}
