import { DeviceError } from '@chainrule/tensor';
import { importNativeModule } from './native-modules.ts';
import { GLRuntime } from './runtime/gl.ts';
import type { GL } from './runtime/gl-types.ts';
import type { Runtime } from './runtime/runtime.ts';
import { WebGPURuntime } from './runtime/webgpu.ts';
import type { GPULike } from './runtime/webgpu-types.ts';

interface Canvas {
  getContext(name: string, attributes: object): unknown;
}

interface BrowserGlobals {
  readonly OffscreenCanvas?: new (width: number, height: number) => Canvas;
  readonly document?: { createElement(name: string): Canvas };
  readonly navigator?: { readonly gpu?: GPULike };
}

const browser = globalThis as BrowserGlobals;

function makeCanvas(): Canvas | null {
  if (browser.OffscreenCanvas !== undefined) return new browser.OffscreenCanvas(1, 1);
  return browser.document?.createElement('canvas') ?? null;
}

interface LoseContext {
  loseContext(): void;
}

/** WebGL 2 in a browser, in a page or a worker. */
export function openWebGL2(): Promise<Runtime> {
  return Promise.resolve().then(webGL2Runtime);
}

function webGL2Runtime(): Runtime {
  const attributes = { alpha: false, antialias: false, depth: false, stencil: false };
  const gl = makeCanvas()?.getContext('webgl2', attributes) as GL | null | undefined;
  if (gl === null || gl === undefined) {
    throw new DeviceError(
      "device 'webgl2' is not available: there is no WebGL 2 here; it comes with browsers; in Node use " +
        "'headlessgl' or 'webgpu'",
    );
  }
  if (gl.getExtension('EXT_color_buffer_float') === null) {
    throw new DeviceError("device 'webgl2' cannot draw into float textures here");
  }
  const end = () => (gl.getExtension('WEBGL_lose_context') as LoseContext | null)?.loseContext();
  return new GLRuntime(gl, 'glsl300', end);
}

type CreateHeadlessContext = (width: number, height: number, options: object) => GL | null;

/** WebGL 1 in Node, by the package `gl`. */
export async function openHeadlessGL(): Promise<Runtime> {
  const create = (await importNativeModule('gl')) as CreateHeadlessContext | null;
  if (create === null) {
    throw new DeviceError(
      "device 'headlessgl' is not available: the package gl is not installed, or not built; " +
        'npm install gl (it needs a display: on a server, run under xvfb-run -a)',
    );
  }
  const gl = create(1, 1, { preserveDrawingBuffer: true });
  if (gl === null) {
    throw new DeviceError(
      "device 'headlessgl' is not available: gl found no display; on a server, run under xvfb-run -a",
    );
  }
  if (gl.getExtension('OES_texture_float') === null) {
    throw new DeviceError("device 'headlessgl' has no float textures here");
  }
  const end = () =>
    (gl.getExtension('STACKGL_destroy_context') as { destroy(): void } | null)?.destroy();
  return new GLRuntime(gl, 'glsl100', end);
}

// The package's devices end with a crash when this is collected before them.
let nativeGPU: GPULike | undefined;

/** The WebGPU of the browser, or of the package `webgpu` in Node. */
async function findGPU(): Promise<GPULike> {
  if (browser.navigator?.gpu !== undefined) return browser.navigator.gpu;
  if (nativeGPU !== undefined) return nativeGPU;
  const native = (await importNativeModule('webgpu')) as {
    create(options: readonly string[]): GPULike;
  } | null;
  if (native === null) {
    throw new DeviceError(
      "device 'webgpu' is not available: this browser or Node has no WebGPU; in Node, npm install webgpu",
    );
  }
  nativeGPU = native.create([]);
  return nativeGPU;
}

// Inputs of one kernel that are asked for, where the device has them: 7 come with every device.
const wantedBuffers = 16;

/** WebGPU, in browsers and in Node. */
export async function openWebGPU(): Promise<Runtime> {
  const gpu = await findGPU();
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) {
    throw new DeviceError(
      "device 'webgpu' is not available: WebGPU is there, but found no GPU that it can use",
    );
  }
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage: Math.min(
        limits.maxStorageBuffersPerShaderStage,
        wantedBuffers,
      ),
    },
  });
  return new WebGPURuntime(adapter, device);
}
