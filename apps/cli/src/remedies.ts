import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The script of the workspace that installs native modules, for who runs from there. */
const workspaceScript = fileURLToPath(
  new URL('../../../tooling/native/src/setup.mjs', import.meta.url),
);

const modules: { readonly [device: string]: string } = { headlessgl: 'gl', webgpu: 'webgpu' };

/** What `gl` is built with, and a display to draw to. */
const forHeadlessGL =
  'g++ make python3 pkg-config libxi-dev libxext-dev libx11-dev libgl1-mesa-dev libglu1-mesa-dev libglew-dev xvfb';

/** The driver in software that Debian's Chromium brings; the one of Mesa there is too old for WebGPU. */
const softwareDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** What decides over how to have a device. */
export interface Machine {
  readonly platform: string;
  /** Whether there is a GPU. */
  readonly hasGpu: boolean;
  /** Whether there is a display to draw to. */
  readonly hasDisplay: boolean;
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    hasGpu: existsSync('/dev/dri'),
    hasDisplay: process.env.DISPLAY !== undefined,
  };
}

/** The one command that makes a device work on a machine of this kind, Linux being Debian and its kin. */
export function remedyFor(device: string, machine: Machine = thisMachine()): string {
  if (device === 'webgl2') return 'npx -y pnpm@12 run docs, which trains in your browser';
  const wanted = device in modules ? device : 'webgpu';
  const install = existsSync(workspaceScript)
    ? 'npx -y pnpm@12 setup:native'
    : `npm install ${modules[wanted]}`;
  if (machine.platform !== 'linux') return install;
  const after = (packages: string): string => `sudo apt-get install -y ${packages} && ${install}`;
  if (wanted === 'headlessgl') {
    const command = after(forHeadlessGL);
    return machine.hasDisplay ? command : `${command}, then put xvfb-run -a before the command`;
  }
  if (machine.hasGpu) return after('libvulkan1 mesa-vulkan-drivers');
  return `${after('libvulkan1 chromium')}, then put VK_DRIVER_FILES=${softwareDriver} before the command`;
}
