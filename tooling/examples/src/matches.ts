import { inspect } from 'node:util';

/**
 * Whether a value is what a comment claims. White space is free, `...` stands for anything, and a
 * typed array need not give its length.
 */
export function matches(claim: string, value: unknown): boolean {
  return shown(value).some((text) => matchesText(claim, text));
}

/** Whether a printed text is what a comment claims. */
export function matchesText(claim: string, text: string): boolean {
  const pattern = dense(claim).split('...').map(literally).join('.*');
  return new RegExp(`^${pattern}$`, 's').test(dense(text));
}

/** The ways in which documentation writes a value. */
export function shown(value: unknown): string[] {
  const inspected = inspect(value, { depth: 6, breakLength: Number.POSITIVE_INFINITY });
  return [inspected, String(value)];
}

function dense(text: string): string {
  return text
    .replaceAll(/\s+/g, '')
    .replaceAll(/Array\(\d+\)\[/g, 'Array[')
    .replaceAll('"', "'");
}

function literally(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
