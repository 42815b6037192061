import { spawn } from 'node:child_process';

/** How long a command may take, in seconds: long, for machines that are busy with other things. */
const limit = 900;

/** A command that did not end well, with the end of what it said. */
class CommandError extends Error {
  constructor(command: string, why: string, output: string) {
    super(`${command}: ${why}\n${output.trim().split('\n').slice(-40).join('\n')}`);
  }
}

/**
 * Runs a command in a folder, and gives what it wrote on stdout.
 *
 * @throws {CommandError} when it ends with another code than 0.
 */
export function runCommand(
  folder: string,
  command: string,
  args: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, env: cleanEnvironment() });
    let stdout = '';
    let all = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
      all += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      all += chunk;
    });
    const shown = [command, ...args].join(' ');
    const timer = setTimeout(() => child.kill('SIGKILL'), limit * 1000);
    child.on('error', (error) => reject(new CommandError(shown, error.message, '')));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(stdout);
      else reject(new CommandError(shown, `ended with ${signal ?? `code ${code}`}`, all));
    });
  });
}

/** What pnpm tells the scripts that it runs would make npm and Node in the project behave as they do here. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(package|lifecycle|command|execpath|node)|NODE_OPTIONS|NODE_PATH|INIT_CWD|PNPM)/i.test(
        name,
      ),
  );
  return { ...Object.fromEntries(inherited), NO_COLOR: '1', CI: 'true' };
}
