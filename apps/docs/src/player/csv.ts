import type { EpochEvent, StepCost } from '@chainrule/experiments';

/** Rows of cells as a CSV file, with CRLF as RFC 4180 has it. */
function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The costs of a run by step, the notebook's beside them where it printed one. */
export function costsCsv(costs: readonly StepCost[], recorded: readonly StepCost[]): string {
  const notebook = new Map(recorded.map(({ step, cost }) => [step, cost]));
  const rows = costs.map(({ step, cost }) => [step, cost, notebook.get(step) ?? '']);
  return csv([['step', 'cost', 'notebook'], ...rows]);
}

/** How each model did after each epoch. */
export function epochsCsv(epochs: readonly EpochEvent[]): string {
  const columns = ['epoch', 'model', 'loss', 'accuracy', 'testLoss', 'testAccuracy'] as const;
  return csv([columns, ...epochs.map((epoch) => columns.map((name) => epoch[name]))]);
}
