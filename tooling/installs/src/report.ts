/** What each program says of the net that it trained. */
export interface Report {
  /** The loss of the first step. */
  readonly first: number;
  /** The loss of the last of 10,001 steps. */
  readonly last: number;
  /** Whether the weights, saved as safetensors and loaded into a net of other weights, predict the same. */
  readonly restored: boolean;
}

/** What PyTorch 1.13 prints for this net, of seed 777, to six digits. */
const pytorch = { first: 0.743407, last: 0.001235 };

/**
 * Reads a report, and holds it to PyTorch's numbers.
 *
 * @returns one line that says what was seen.
 * @throws {Error} that says what is not as it should be.
 */
export function checkReport(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  let report: Partial<Report> & { error?: string };
  try {
    report = JSON.parse(line);
  } catch {
    throw new Error(`the last line is no report: ${line.slice(0, 300) || '(nothing)'}`);
  }
  if (report.error !== undefined) throw new Error(report.error);
  for (const key of ['first', 'last'] as const) {
    const difference = Math.abs((report[key] ?? Number.NaN) - pytorch[key]);
    if (difference <= 1e-6) continue;
    throw new Error(`the ${key} loss is ${report[key]}; PyTorch's is ${pytorch[key]}`);
  }
  if (report.restored !== true)
    throw new Error('the weights that were read back predict otherwise');
  return `loss ${report.first?.toFixed(6)} to ${report.last?.toFixed(6)}, weights read back`;
}
