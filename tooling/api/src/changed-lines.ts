/** The lines that only one of two texts has, marked `-` for the first and `+` for the second. */
export function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const [known, present] = [new Set(old), new Set(now)];
  const gone = old.filter((line) => !present.has(line)).map((line) => `- ${line}`);
  const come = now.filter((line) => !known.has(line)).map((line) => `+ ${line}`);
  return [...gone, ...come];
}
