import { describe, expect, test } from 'vitest';
import { createScreen, type TextStream } from './screen.ts';

/** Streams of one terminal, or of two pipes, that note down in which order they are written to. */
function streams(isTTY: boolean): { written: string[]; stdout: TextStream; stderr: TextStream } {
  const written: string[] = [];
  const stream = (name: string): TextStream =>
    ({
      isTTY,
      columns: isTTY ? 72 : undefined,
      write: (chunk: string) => written.push(`${name}: ${chunk}`),
    }) as unknown as TextStream;
  return { written, stdout: stream('out'), stderr: stream('err') };
}

describe('createScreen', () => {
  test('writes plain lines into a pipe, and nothing that is redrawn', () => {
    const { written, stdout, stderr } = streams(false);
    const screen = createScreen(stdout, stderr, {});
    screen.show('bar');
    screen.print('line');
    screen.close();
    expect(written).toEqual(['out: line\n']);
    expect(screen).toMatchObject({
      columns: 80,
      isTerminal: false,
      isLive: false,
      hasColor: false,
    });
  });

  test('keeps what is redrawn below the lines of a terminal', () => {
    const { written, stdout, stderr } = streams(true);
    const screen = createScreen(stdout, stderr, {});
    screen.show('bar');
    written.length = 0;
    screen.print('line');
    const line = written.indexOf('out: line\n');
    expect(written.slice(0, line).join('')).toContain('\u001b[2K');
    expect(written.slice(line + 1).join('')).toContain('bar');
    expect(screen).toMatchObject({ columns: 72, isTerminal: true, isLive: true, hasColor: true });
  });

  test('takes it away at the end', () => {
    const { written, stdout, stderr } = streams(true);
    const screen = createScreen(stdout, stderr, {});
    screen.show('bar');
    screen.close();
    written.length = 0;
    screen.print('line');
    expect(written.join('')).not.toContain('bar');
  });

  test('redraws nothing on a terminal that does not know its size', () => {
    const { written, stdout, stderr } = streams(true);
    for (const stream of [stdout, stderr]) Object.assign(stream, { columns: 0, rows: 0 });
    const screen = createScreen(stdout, stderr, {});
    screen.show('bar');
    screen.print('line');
    screen.close();
    expect(written).toEqual(['out: line\n']);
    expect(screen).toMatchObject({ columns: 80, isTerminal: true, isLive: false });
  });

  test('has no colour where none is wanted', () => {
    const { stdout, stderr } = streams(true);
    expect(createScreen(stdout, stderr, { NO_COLOR: '1' }).hasColor).toBe(false);
    expect(createScreen(stdout, stderr, { TERM: 'dumb' })).toMatchObject({
      hasColor: false,
      isLive: false,
    });
  });
});
