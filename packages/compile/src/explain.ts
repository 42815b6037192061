import { formatShape, type Storage, type Tensor } from '@chainrule/tensor';
import type { TaskKind } from './executors/executor.ts';
import type { Program } from './program.ts';
import type { Instruction } from './trace.ts';

/** Floating point operations of an instruction, a multiply and an add counted as two. */
function flopsOf({ primitive, inputs, out }: Instruction): number {
  if (primitive === 'matmul' || primitive === 'addmm') {
    const left = inputs[primitive === 'matmul' ? 0 : 1] as Tensor;
    return 2 * out.numel() * (left.shape[left.ndim - 1] as number);
  }
  const isReduction = (inputs[0]?.numel() ?? 0) > out.numel();
  return isReduction ? (inputs[0] as Tensor).numel() : out.numel();
}

/** Names for storages, in the order in which the program meets them. */
function naming(): (storage: Storage) => string {
  const names = new Map<Storage, string>();
  return (storage) => {
    if (storage.value !== undefined) return String(storage.value);
    const known = names.get(storage);
    if (known !== undefined) return known;
    const name = `b${names.size}`;
    names.set(storage, name);
    return name;
  };
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const signs = { make: ' =', change: ' <-', copy: ' <~' } as const;

/** How many of what. */
function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How a program's instructions are run, in words. */
function summaryOf({ tasks, bytes }: Program<unknown>): string {
  const instructions = tasks.flatMap((task) => task.instructions);
  const countOf = (kind: TaskKind): number => tasks.filter((task) => task.kind === kind).length;
  const flops = instructions.reduce((sum, instruction) => sum + flopsOf(instruction), 0);
  const parts = [
    counted(countOf('group'), 'fused group', 'fused groups'),
    counted(countOf('coded'), 'kernel in WebAssembly', 'kernels in WebAssembly'),
    counted(countOf('called'), 'kernel called from JavaScript', 'kernels called from JavaScript'),
  ];
  return `${counted(instructions.length, 'instruction', 'instructions')}: ${parts.join(', ')}; ${flops} FLOPs, ${bytes} bytes`;
}

/** A program as a table: one line an instruction, those of a fused group together, and what it all comes to. */
export function explain(program: Program<unknown>): string {
  const name = naming();
  const rows = program.tasks.flatMap(({ kind, instructions }, place) =>
    instructions.map((instruction) => {
      const { primitive, inputs, out } = instruction;
      const operands = inputs.map(({ storage }) => name(storage)).join(', ');
      return [
        kind === 'group' ? `group ${place}` : kind === 'coded' ? `wasm ${place}` : `call ${place}`,
        `${name(out.storage)}${signs[instruction.kind]}`,
        `${primitive}(${operands})`,
        `${out.dtype} ${formatShape(out.shape)}`,
        String(flopsOf(instruction)),
      ];
    }),
  );
  return (
    `${columns([['task', '', 'instruction', 'result', 'FLOPs'], ...rows])}\n` +
    `${summaryOf(program)}\n` +
    '=  makes a buffer, <- changes one in place, <~ copies into one'
  );
}

/** A program as a graph in the DOT language: buffers as ellipses, instructions as boxes, groups as frames. */
export function toDot(program: Program<unknown>): string {
  const name = naming();
  const lines = program.tasks.flatMap(({ kind, instructions }, place) => {
    const nodes = instructions.map(
      ({ primitive }, number) => `    i${place}_${number} [shape=box, label="${primitive}"];`,
    );
    const framed = kind === 'group' ? [`  subgraph cluster_${place} {`, ...nodes, '  }'] : nodes;
    const edges = instructions.flatMap(({ inputs, out }, number) => [
      ...inputs.map(({ storage }) => `  "${name(storage)}" -> i${place}_${number};`),
      `  i${place}_${number} -> "${name(out.storage)}";`,
    ]);
    return [...framed, ...edges];
  });
  return `digraph step {\n${lines.join('\n')}\n}\n`;
}
