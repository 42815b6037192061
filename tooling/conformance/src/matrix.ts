import { primitives } from './cases.ts';
import { demands, type Tolerance } from './primitives.ts';
import type { HostRecord, Seen } from './record.ts';
import { composed } from './tolerance.ts';
import { fullPlans, isSamePlan, lossTolerance } from './training.ts';

/** An error in one digit, rounded up so that it bounds what was seen. */
export function formatError(error: number | null): string {
  if (error === null) return '';
  if (error === 0) return '0';
  const exponent = Math.floor(Math.log10(error));
  const digit = Math.ceil(error / 10 ** exponent - 1e-9);
  return digit === 10 ? `1e${exponent + 1}` : `${digit}e${exponent}`;
}

function formatTolerance({ relative, absolute }: Tolerance): string {
  if (relative === 0 && absolute === 0) return 'exact';
  const share = `${relative.toExponential()} relative`;
  return absolute === 0 ? share : `${absolute.toExponential()} + ${share}`;
}

function cell(seen: Seen | undefined): string {
  if (seen === undefined) return '';
  if (seen.failed.length > 0) return `**${seen.failed.length} of ${seen.cases} fail**`;
  const forward = formatError(seen.forward) || 'yes';
  return seen.gradient === null ? forward : `${forward}, ${formatError(seen.gradient)}`;
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** The devices, and what computed. */
function devicesTable(records: readonly HostRecord[]): string {
  return table(
    ['device', 'computed by', 'cases', 'wrong'],
    records.map(({ host, renderer, primitives: seen, operations }) => {
      const all = [...Object.values(seen), ...Object.values(operations)];
      const cases = all.reduce((sum, each) => sum + each.cases, 0);
      const failed = all.reduce((sum, each) => sum + each.failed.length, 0);
      return [`\`${host}\``, renderer, String(cases), String(failed)];
    }),
  );
}

function primitivesTable(records: readonly HostRecord[]): string {
  return table(
    ['primitive', 'dtypes', 'tolerance on GPUs', ...records.map(({ host }) => host)],
    primitives.map((primitive) => {
      const { dtypes, tolerance } = demands[primitive];
      const cells = records.map((record) => cell(record.primitives[primitive]));
      return [`\`${primitive}\``, dtypes.join(' '), formatTolerance(tolerance), ...cells];
    }),
  );
}

function operationsTable(records: readonly HostRecord[]): string {
  const families = Object.keys(records[0]?.operations ?? {});
  return table(
    ['operations', ...records.map(({ host }) => host)],
    families.map((family) => [
      family.replaceAll('_', ' '),
      ...records.map((record) => cell(record.operations[family])),
    ]),
  );
}

function trainingTable(records: readonly HostRecord[]): string {
  return table(
    ['training', 'settings', ...records.map(({ host }) => host)],
    fullPlans.map((plan) => {
      const text = Object.entries(plan.settings).map(([name, value]) => `${name} ${value}`);
      const cells = records.map(({ training }) =>
        formatError(training.find((each) => isSamePlan(each, plan))?.difference ?? null),
      );
      return [`\`${plan.experiment}\``, text.join(', '), ...cells];
    }),
  );
}

/** The page `docs/devices.md`. */
export function renderMatrix(records: readonly HostRecord[]): string {
  return `# Devices

One suite, \`tooling/conformance\`, holds every device to PyTorch's recorded answers: each primitive, forward and
gradient, in every dtype it takes, over tensors that are contiguous, strided, offset, stretched, 0-d and empty, with
NaN, infinities and both zeros, integers beyond 2^24, and reductions over a million elements; then the operations that
users call, and the notebook's nets trained on the device, from a minified bundle in Chromium. \`pnpm conformance\` runs it on what this machine has and writes
this page, which is made from \`tooling/conformance/records\`; \`pnpm test tooling/conformance\` runs it as tests.
\`pnpm conformance --full\` adds all operations and the long trainings. On a machine with a GPU the same commands use the GPU.

${devicesTable(records)}

On GPUs:

- There is no float64. Making such a tensor, casting or moving one there is a \`DTypeError\`, which the suite checks.
- Integers are exact over all of int32 and wrap as on the CPU; uint8 wraps at 256; 0 and -0 are told apart.
- An index out of range and an integer divided by 0 are an error when the device is next read. Other refusals of
  elements (a probability above 1, integers to a negative power) are the CPU's alone.
- On \`webgpu\` nothing can be read at once: operations whose result has a shape that depends on elements (\`nonzero\`,
  \`maskedSelect\`, \`unique\`, \`oneHot\` without a number of classes) are a \`DeviceError\` there, and so is a gradient that
  has to go back through \`to('webgpu')\` to the CPU. Make the leaf on the device instead.

## Primitives

Each cell gives the largest error that was seen: of the results, then of the gradients where there are any. An error is
\`|received - expected| / max(1, |expected|)\`. On the CPU the tolerance is 1e-8 + 1e-6 relative for float32 and 1e-14 + 1e-12
for float64, for everything; where PyTorch's own float32 is further than that from its float64, four times that distance.
Gradients on GPUs may be off by ${formatTolerance(composed)}.

${primitivesTable(records)}

## Operations

Composites of the primitives, on GPUs within ${formatTolerance(composed)}.

${operationsTable(records)}

## Training

How far the loss of the last step is from the CPU's, from the same seed, relative where it is above 1; at most
${lossTolerance} is allowed. Steps are compiled. With \`limit\` images, an epoch has \`limit\` / 100 steps.
Where a cell is empty, the long training was not recorded. \`mnist-nn-dropout\` stops at 1000 images: its net without
dropout magnifies rounding, and after 20 steps the CPU's own kernels, plain and in WebAssembly, are 1.3e-3 apart.

${trainingTable(records)}
`;
}
