/** The part of WebGL that is used here, which WebGL 1, WebGL 2 and headless GL share. */
export interface GL {
  readonly ARRAY_BUFFER: number;
  readonly CLAMP_TO_EDGE: number;
  readonly COLOR_ATTACHMENT0: number;
  readonly COMPILE_STATUS: number;
  readonly FLOAT: number;
  readonly FRAGMENT_SHADER: number;
  readonly FRAMEBUFFER: number;
  readonly FRAMEBUFFER_COMPLETE: number;
  readonly LINK_STATUS: number;
  readonly MAX_TEXTURE_IMAGE_UNITS: number;
  readonly MAX_TEXTURE_SIZE: number;
  readonly NEAREST: number;
  readonly NO_ERROR: number;
  readonly OUT_OF_MEMORY: number;
  readonly RENDERER: number;
  readonly RGBA: number;
  readonly STATIC_DRAW: number;
  readonly TEXTURE0: number;
  readonly TEXTURE_2D: number;
  readonly TEXTURE_MAG_FILTER: number;
  readonly TEXTURE_MIN_FILTER: number;
  readonly TEXTURE_WRAP_S: number;
  readonly TEXTURE_WRAP_T: number;
  readonly TRIANGLE_STRIP: number;
  readonly VENDOR: number;
  readonly VERTEX_SHADER: number;

  activeTexture(unit: number): void;
  attachShader(program: GLObject, shader: GLObject): void;
  bindAttribLocation(program: GLObject, index: number, name: string): void;
  bindBuffer(target: number, buffer: GLObject | null): void;
  bindFramebuffer(target: number, framebuffer: GLObject | null): void;
  bindTexture(target: number, texture: GLObject | null): void;
  bufferData(target: number, data: Float32Array, usage: number): void;
  checkFramebufferStatus(target: number): number;
  compileShader(shader: GLObject): void;
  createBuffer(): GLObject | null;
  createFramebuffer(): GLObject | null;
  createProgram(): GLObject | null;
  createShader(type: number): GLObject | null;
  createTexture(): GLObject | null;
  deleteProgram(program: GLObject): void;
  deleteShader(shader: GLObject): void;
  deleteTexture(texture: GLObject): void;
  drawArrays(mode: number, first: number, count: number): void;
  enableVertexAttribArray(index: number): void;
  flush(): void;
  framebufferTexture2D(
    target: number,
    attachment: number,
    textureTarget: number,
    texture: GLObject | null,
    level: number,
  ): void;
  getError(): number;
  getExtension(name: string): unknown;
  getParameter(name: number): unknown;
  getProgramInfoLog(program: GLObject): string | null;
  getProgramParameter(program: GLObject, name: number): unknown;
  getShaderInfoLog(shader: GLObject): string | null;
  getShaderParameter(shader: GLObject, name: number): unknown;
  getUniformLocation(program: GLObject, name: string): GLObject | null;
  isContextLost(): boolean;
  linkProgram(program: GLObject): void;
  readPixels(
    x: number,
    y: number,
    width: number,
    height: number,
    format: number,
    type: number,
    pixels: Float32Array,
  ): void;
  shaderSource(shader: GLObject, source: string): void;
  texImage2D(
    target: number,
    level: number,
    internalFormat: number,
    width: number,
    height: number,
    border: number,
    format: number,
    type: number,
    pixels: Float32Array | null,
  ): void;
  texParameteri(target: number, name: number, value: number): void;
  uniform1f(location: GLObject | null, x: number): void;
  uniform1i(location: GLObject | null, x: number): void;
  uniform2f(location: GLObject | null, x: number, y: number): void;
  uniform3i(location: GLObject | null, x: number, y: number, z: number): void;
  useProgram(program: GLObject | null): void;
  vertexAttribPointer(
    index: number,
    size: number,
    type: number,
    normalized: boolean,
    stride: number,
    offset: number,
  ): void;
  viewport(x: number, y: number, width: number, height: number): void;
}

/** What WebGL 2 adds. */
export interface GL2 extends GL {
  readonly RGBA32F: number;
  readonly SYNC_GPU_COMMANDS_COMPLETE: number;
  readonly TIMEOUT_EXPIRED: number;
  clientWaitSync(sync: GLObject, flags: number, timeout: number): number;
  deleteSync(sync: GLObject): void;
  drawBuffers(attachments: readonly number[]): void;
  fenceSync(condition: number, flags: number): GLObject | null;
}

/** The extension of WebGL 1 that draws into several textures at once. */
export interface DrawBuffers {
  drawBuffersWEBGL(attachments: readonly number[]): void;
}

/** A texture, program, shader, ...: nothing is done with it but handing it back. */
export type GLObject = object;
