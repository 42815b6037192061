import { openChromiumHost } from './chromium-host.ts';
import type { Host, HostName } from './host.ts';
import { openNodeHost } from './node-host.ts';

/**
 * Opens a device where it runs.
 *
 * @throws {DeviceError} where this machine lacks it.
 */
export function openHost(name: HostName): Promise<Host> {
  if (name === 'webgl2-chromium') return openChromiumHost('webgl2');
  if (name === 'webgpu-chromium') return openChromiumHost('webgpu');
  return openNodeHost(name);
}
