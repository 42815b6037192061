import { spawn } from 'node:child_process';
import { env } from 'node:process';

/** Runs a command to its end; what it wrote is in the error if it fails. */
export async function run(
  directory: string,
  command: string,
  ...args: readonly string[]
): Promise<void> {
  await outputOf(directory, {}, command, ...args);
}

/** Runs a command to its end, with some variables set; gives what it wrote, which is in the error if it fails. */
export function outputOf(
  directory: string,
  variables: NodeJS.ProcessEnv,
  command: string,
  ...args: readonly string[]
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: directory,
      env: { ...outsideEnvironment(), ...variables },
    });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${[command, ...args].join(' ')} failed with ${code}:\n${output}`));
    });
  });
}

/** The environment without what pnpm and this workspace put into it. */
function outsideEnvironment(): Record<string, string | undefined> {
  const isOfWorkspace = (name: string): boolean =>
    /^(npm_|pnpm_|VITEST|NODE_OPTIONS$|NODE_PATH$|CHAINRULE_)/i.test(name);
  const kept = Object.entries(env).filter(([name]) => !isOfWorkspace(name));
  return { ...Object.fromEntries(kept), npm_config_fund: 'false', npm_config_audit: 'false' };
}
