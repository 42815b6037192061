import { existsSync } from 'node:fs';
import { env, platform } from 'node:process';
import { type Browser, chromium } from 'playwright-core';
import { chromiumRemedy, commonFlags, findChromium } from './installed.ts';

/** What computes WebGL and WebGPU: the machine's GPU, or the renderer that Chromium brings. */
export type Graphics = 'hardware' | 'software';

const graphicsFlags: { readonly [G in Graphics]: readonly string[] } = {
  hardware: ['--enable-gpu', '--enable-unsafe-webgpu', '--enable-features=Vulkan'],
  software: [
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
  ],
};

/** What may work here, the best first: Linux shows a GPU as a device file. */
export function graphicsToTry(): readonly Graphics[] {
  const hasGpu = platform !== 'linux' || existsSync('/dev/dri');
  return hasGpu ? ['hardware', 'software'] : ['software'];
}

/**
 * Starts Chromium without a window.
 *
 * @throws {Error} where there is none.
 */
export function launchChromium(graphics: Graphics = 'software'): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(`there is no Chromium here; to get it: ${chromiumRemedy}`);
  }
  // A driver in software that is named for Node's WebGPU is not for Chromium, which has its own.
  const { VK_DRIVER_FILES: _, ...environment } = env;
  return chromium.launch({
    executablePath,
    args: [...commonFlags, ...graphicsFlags[graphics]],
    env: environment as Record<string, string>,
    // A busy machine takes its time.
    timeout: 0,
  });
}
