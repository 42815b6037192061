import { describe, expect, test } from 'vitest';
import { type Machine, remedyFor } from './remedies.ts';

const debian: Machine = { platform: 'linux', hasGpu: true, hasDisplay: true };
const server: Machine = { platform: 'linux', hasGpu: false, hasDisplay: false };

describe('to have a device', () => {
  test('on Debian takes its packages and the native module', () => {
    expect(remedyFor('headlessgl', debian)).toMatch(
      /^sudo apt-get install -y .*libgl1-mesa-dev.* xvfb && npx -y pnpm@12 setup:native$/,
    );
    expect(remedyFor('webgpu', debian)).toBe(
      'sudo apt-get install -y libvulkan1 mesa-vulkan-drivers && npx -y pnpm@12 setup:native',
    );
  });

  test('on a server takes a display, or a driver in software', () => {
    expect(remedyFor('headlessgl', server)).toMatch(/, then put xvfb-run -a before the command$/);
    expect(remedyFor('webgpu', server)).toMatch(
      /libvulkan1 chromium && .*, then put VK_DRIVER_FILES=\/\S+\/vk_swiftshader_icd\.json before/,
    );
  });

  test('on macOS takes the native module alone', () => {
    for (const device of ['headlessgl', 'webgpu', 'gpu']) {
      const command = remedyFor(device, { ...debian, platform: 'darwin' });
      expect(command).toBe('npx -y pnpm@12 setup:native');
    }
  });
});
