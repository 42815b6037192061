import process from 'node:process';
import type { Environment } from './environment.ts';
import { runProgram } from './program.ts';
import { createScreen } from './screen.ts';

/** Whoever reads our output may stop reading, as `head` does; then there is nothing left to do. */
function endQuietlyOnClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

/** Runs the program of this process on its own streams and sets the code it will exit with. */
export async function start(parts: Omit<Environment, 'screen'>): Promise<void> {
  const { argv, env, stderr, stdout } = process;
  endQuietlyOnClosedPipe(stdout);
  endQuietlyOnClosedPipe(stderr);
  const environment = { ...parts, screen: createScreen(stdout, stderr, env) };
  process.exitCode = await runProgram(argv.slice(2), environment, (line) => {
    stderr.write(`${line}\n`);
  });
}
