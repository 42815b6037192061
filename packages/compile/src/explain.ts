import { formatShape, type Storage, type Tensor } from '@chainrule/tensor';
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
    if (storage.constant) return String((storage.buffer as ArrayLike<number>)[0]);
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

/** A program as a table: one line an instruction, and what it all comes to. */
export function explain(program: Program<unknown>): string {
  const name = naming();
  const rows = program.instructions.map((instruction, place) => {
    const { primitive, inputs, out, kind } = instruction;
    const target = `${name(out.storage)}${kind === 'make' ? ' =' : kind === 'change' ? ' <-' : ' <~'}`;
    const operands = inputs.map(({ storage }) => name(storage)).join(', ');
    const shape = `${out.dtype} ${formatShape(out.shape)}`;
    return [
      String(place),
      target,
      `${primitive}(${operands})`,
      shape,
      String(flopsOf(instruction)),
    ];
  });
  const flops = program.instructions.reduce((sum, instruction) => sum + flopsOf(instruction), 0);
  return (
    `${columns([['', '', 'instruction', 'result', 'FLOPs'], ...rows])}\n` +
    `${program.instructions.length} instructions, ${flops} FLOPs, ${program.bytes} bytes\n` +
    '=  makes a buffer, <- changes one in place, <~ computes aside and copies'
  );
}

/** A program as a graph in the DOT language: buffers as ellipses, instructions as boxes. */
export function toDot(program: Program<unknown>): string {
  const name = naming();
  const lines = program.instructions.flatMap(({ primitive, inputs, out }, place) => [
    `  i${place} [shape=box, label="${primitive}"];`,
    ...inputs.map(({ storage }) => `  "${name(storage)}" -> i${place};`),
    `  i${place} -> "${name(out.storage)}";`,
  ]);
  return `digraph step {\n${lines.join('\n')}\n}\n`;
}
