import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The script of the workspace that installs native modules, for who runs from there. */
const workspaceScript = fileURLToPath(
  new URL('../../../tooling/native/src/setup.mjs', import.meta.url),
);

/** What each device needs besides its npm package, on Debian and its kin. */
const debian: { readonly [device: string]: string } = {
  headlessgl:
    'g++ make python3 pkg-config libxi-dev libxext-dev libx11-dev libgl1-mesa-dev libglu1-mesa-dev libglew-dev xvfb',
  webgpu: 'libvulkan1 mesa-vulkan-drivers',
};

const modules: { readonly [device: string]: string } = { headlessgl: 'gl', webgpu: 'webgpu' };

/** The one command that makes a device work on this kind of machine. */
export function remedyFor(device: string, platform: string = process.platform): string {
  const wanted = device in modules ? device : 'webgpu';
  const install = existsSync(workspaceScript)
    ? 'npx -y pnpm@12 setup:native'
    : `npm install ${modules[wanted]}`;
  if (platform !== 'linux') return install;
  const packages = `sudo apt-get install -y ${debian[wanted]}`;
  const display =
    wanted === 'headlessgl' && process.env.DISPLAY === undefined
      ? ', then put xvfb-run -a before the command'
      : '';
  return `${packages} && ${install}${display}`;
}
