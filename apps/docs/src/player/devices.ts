/** A device that a reader can choose. */
export interface PlayerDevice {
  readonly name: string;
  readonly label: string;
  /** What computes there. */
  readonly about: string;
  /** Why it cannot be used in this browser, or `undefined` where it can. */
  missing(): string | undefined | Promise<string | undefined>;
}

/** WebGPU as a browser has it; TypeScript's own library does not know it yet. */
interface BrowserGpu {
  requestAdapter(): Promise<unknown>;
}

/** The devices, in the order in which they are offered. */
export const playerDevices: readonly PlayerDevice[] = [
  {
    name: 'cpu',
    label: 'CPU',
    about: 'The processor, by WebAssembly with SIMD',
    missing: () => undefined,
  },
  {
    name: 'webgl2',
    label: 'GPU (WebGL 2)',
    about: 'The graphics card, by WebGL 2, which nearly every browser has',
    missing: missingWebGL2,
  },
  {
    name: 'webgpu',
    label: 'GPU (WebGPU)',
    about: 'The graphics card, by WebGPU, which newer browsers have',
    missing: missingWebGPU,
  },
];

/** The device of a name, or `undefined`. */
export function findDevice(name: string): PlayerDevice | undefined {
  return playerDevices.find((device) => device.name === name);
}

function missingWebGL2(): string | undefined {
  if (typeof OffscreenCanvas === 'undefined') {
    return 'It takes OffscreenCanvas, which this browser does not have.';
  }
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (context === null) return 'The browser gives no WebGL 2 context; it may be switched off.';
  const isEnough = context.getExtension('EXT_color_buffer_float') !== null;
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return isEnough ? undefined : 'The GPU cannot draw into textures of floats.';
}

async function missingWebGPU(): Promise<string | undefined> {
  const { gpu } = navigator as { gpu?: BrowserGpu };
  if (gpu === undefined) {
    return 'This browser does not have WebGPU, or keeps it for pages that are served over HTTPS.';
  }
  return (await gpu.requestAdapter()) === null ? 'The browser found no GPU for it.' : undefined;
}
