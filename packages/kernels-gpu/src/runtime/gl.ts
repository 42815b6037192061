import { DeviceError, type TypedArray } from '@chainrule/tensor';
import {
  floatsPerElement,
  fragmentShader,
  rowLength,
  rowsPerFourTexels,
  textureSize,
  vertexShaders,
} from '../compiler/glsl.ts';
import { rowsOfBlock, rowsOfBlocks } from '../compiler/glsl-blocks.ts';
import type { Blocks, ElementKind, KernelSource } from '../compiler/source.ts';
import { fromFloats, toFloats } from './elements.ts';
import { attachRows, blockFrame, sizeInBlocks } from './gl-blocks.ts';
import type { GL, GL2, GLObject } from './gl-types.ts';
import { Pool } from './pool.ts';
import type { Argument, DeviceDescription, Memory, Program, Runtime } from './runtime.ts';

/** A texture of four floats a texel, filled row by row; its last row may have more than it needs. */
export interface GLMemory extends Memory {
  readonly texture: GLObject;
  readonly width: number;
  readonly height: number;
}

interface GLProgram extends Program {
  readonly program: GLObject;
  readonly source: KernelSource;
  readonly locations: Locations;
  /** The numbers that its uniforms have, in the order in which they are set. */
  readonly known: number[];
  /** Of a kernel of blocks: what lays their rows where they belong. */
  readonly follower: GLProgram | null;
}

interface Locations {
  readonly specials: GLObject | null;
  readonly outputWidth: GLObject | null;
  readonly outputLength: GLObject | null;
  readonly layouts: readonly (GLObject | null)[];
  readonly rows: readonly (GLObject | null)[];
  readonly uniforms: readonly (GLObject | null)[];
}

// From this size on a driver is asked whether it had room: the question makes it finish its work.
const askedAbout = 16 * 2 ** 20;

const poolCapacity = 256 * 2 ** 20;

/** Runs kernels as fragment shaders that draw into float textures. */
export class GLRuntime implements Runtime<GLMemory, GLProgram> {
  readonly description: DeviceDescription;
  liveBuffers = 0;
  liveBytes = 0;

  private readonly gl: GL;
  private readonly version: 'glsl100' | 'glsl300';
  private readonly internalFormat: number;
  private readonly pool: Pool<GLObject>;
  private readonly frame: GLObject | null;
  private readonly frameOfBlocks: GLObject | null;
  private readonly followers = new Map<boolean, GLProgram>();
  private readonly end: () => void;
  private ended = false;

  /** @param end - gives the context back. */
  constructor(gl: GL, version: 'glsl100' | 'glsl300', end: () => void) {
    this.gl = gl;
    this.version = version;
    this.end = end;
    this.internalFormat = version === 'glsl300' ? (gl as GL2).RGBA32F : gl.RGBA;
    this.pool = new Pool(poolCapacity, (texture) => gl.deleteTexture(texture));
    const unmasked = gl.getExtension('WEBGL_debug_renderer_info') as {
      readonly UNMASKED_VENDOR_WEBGL: number;
      readonly UNMASKED_RENDERER_WEBGL: number;
    } | null;
    this.frame = gl.createFramebuffer();
    this.frameOfBlocks = blockFrame(gl, version);
    this.description = {
      vendor: String(gl.getParameter(unmasked?.UNMASKED_VENDOR_WEBGL ?? gl.VENDOR)),
      renderer: String(gl.getParameter(unmasked?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER)),
      language: 'glsl',
      hasBlocks: false,
      maxInputs: Number(gl.getParameter(gl.MAX_TEXTURE_IMAGE_UNITS)),
      maxElements: rowLength * Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)) * 4,
    };
    this.prepare();
    this.description = { ...this.description, hasBlocks: this.drawsBlocks() };
  }

  /** What stays the same for all kernels: the two triangles, and the frame that is drawn into. */
  private prepare(): void {
    const { gl } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    const probe = this.allocate('float', 4);
    this.drawInto(probe);
    const status = gl.checkFramebufferStatus(gl.FRAMEBUFFER);
    this.release(probe);
    if (status !== gl.FRAMEBUFFER_COMPLETE) {
      throw new DeviceError(
        `${this.description.renderer} cannot draw into float textures, which kernels need`,
      );
    }
  }

  private drawsBlocks(): boolean {
    const { gl } = this;
    if (this.frameOfBlocks === null) return false;
    const rows = Array.from({ length: rowsOfBlock }, () => this.allocate('float', 4));
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frameOfBlocks);
    attachRows(gl, rows);
    const status = gl.checkFramebufferStatus(gl.FRAMEBUFFER);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    for (const row of rows) this.release(row);
    return status === gl.FRAMEBUFFER_COMPLETE;
  }

  allocate(kind: ElementKind, length: number): GLMemory {
    return this.makeTexture(kind, length, null);
  }

  upload(kind: ElementKind, data: TypedArray): GLMemory {
    return this.makeTexture(kind, data.length, data);
  }

  private makeTexture(kind: ElementKind, length: number, data: TypedArray | null): GLMemory {
    const texels = Math.max(1, Math.ceil((length * floatsPerElement(kind)) / 4));
    return this.makeTextureOf(kind, length, textureSize(texels), data);
  }

  private makeTextureOf(
    kind: ElementKind,
    length: number,
    { width, height }: { readonly width: number; readonly height: number },
    data: TypedArray | null,
  ): GLMemory {
    const { gl } = this;
    const bytes = width * height * 16;
    if (width * height * 4 > this.description.maxElements) throw this.outOfMemory(bytes);
    const pooled = this.pool.take(`${width}x${height}`, bytes);
    const texture = pooled ?? this.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    if (pooled === undefined || data !== null) {
      let floats: Float32Array | null = null;
      if (data !== null) {
        floats = new Float32Array(width * height * 4);
        toFloats(kind, data, floats);
      }
      this.fill(width, height, floats);
    }
    if (pooled === undefined && bytes >= askedAbout) this.checkRoom(texture, bytes);
    this.liveBuffers++;
    this.liveBytes += bytes;
    return { kind, length, bytes, texture, width, height };
  }

  private createTexture(): GLObject {
    const { gl } = this;
    const texture = gl.createTexture();
    if (texture === null) throw this.lost();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return texture;
  }

  private fill(width: number, height: number, floats: Float32Array | null): void {
    const { gl } = this;
    gl.texImage2D(
      gl.TEXTURE_2D,
      0,
      this.internalFormat,
      width,
      height,
      0,
      gl.RGBA,
      gl.FLOAT,
      floats,
    );
  }

  private checkRoom(texture: GLObject, bytes: number): void {
    const { gl } = this;
    if (gl.getError() !== gl.OUT_OF_MEMORY) return;
    gl.deleteTexture(texture);
    throw this.outOfMemory(bytes);
  }

  private outOfMemory(bytes: number): DeviceError {
    return new DeviceError(
      `the GPU has no room for ${bytes} more bytes; ${this.liveBytes} are in use in ${this.liveBuffers} ` +
        'textures; dispose of tensors, or wrap the step in tidy()',
    );
  }

  release(memory: GLMemory): void {
    this.liveBuffers--;
    this.liveBytes -= memory.bytes;
    this.pool.put(`${memory.width}x${memory.height}`, memory.bytes, memory.texture);
  }

  compile(source: KernelSource): GLProgram {
    const { gl } = this;
    const vertex = this.shader(gl.VERTEX_SHADER, vertexShaders[this.version]);
    const fragment = this.shader(gl.FRAGMENT_SHADER, fragmentShader(source, this.version));
    const program = gl.createProgram();
    if (program === null) throw this.lost();
    gl.attachShader(program, vertex);
    gl.attachShader(program, fragment);
    gl.bindAttribLocation(program, 0, 'corner');
    gl.linkProgram(program);
    if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true) {
      if (gl.isContextLost()) throw this.lost();
      const reason = `${gl.getShaderInfoLog(fragment) ?? ''}${gl.getProgramInfoLog(program) ?? ''}`;
      throw new Error(
        `a kernel does not compile: ${reason}\n${fragmentShader(source, this.version)}`,
      );
    }
    gl.deleteShader(vertex);
    gl.deleteShader(fragment);
    gl.useProgram(program);
    const locations = this.locate(program, source);
    source.inputs.forEach(({ name }, unit) => {
      gl.uniform1i(gl.getUniformLocation(program, `${name}_texture`), unit);
    });
    gl.uniform2f(locations.specials, Number.NaN, Number.POSITIVE_INFINITY);
    const follower = source.blocks === undefined ? null : this.followerOf(source.blocks);
    return {
      program,
      source,
      locations,
      known: [],
      follower,
      dispose: () => gl.deleteProgram(program),
    };
  }

  private followerOf({ columns }: Blocks): GLProgram {
    const isWhole = columns % 4 === 0;
    const known = this.followers.get(isWhole);
    if (known !== undefined) return known;
    const follower = this.compile(rowsOfBlocks(isWhole, this.version));
    this.followers.set(isWhole, follower);
    return follower;
  }

  private shader(type: number, text: string): GLObject {
    const { gl } = this;
    const shader = gl.createShader(type);
    if (shader === null) throw this.lost();
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    return shader;
  }

  private locate(program: GLObject, { inputs, uniforms = [] }: KernelSource): Locations {
    const at = (name: string) => this.gl.getUniformLocation(program, name);
    return {
      specials: at('specials'),
      outputWidth: at('outputWidth'),
      outputLength: at('outputLength'),
      layouts: inputs.map(({ name }) => at(`${name}_layout`)),
      rows: inputs.map(({ name }) => at(`${name}_rows`)),
      uniforms: uniforms.map(({ name }) => at(`${name}_value`)),
    };
  }

  /** Linking has waited for the compiler already; the page gets a chance to draw in between. */
  ready(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 0));
  }

  execute(
    program: GLProgram,
    inputs: readonly Argument<GLMemory>[],
    uniforms: readonly number[],
    output: GLMemory,
  ): void {
    const { blocks } = program.source;
    if (blocks !== undefined) {
      this.executeBlocks(program, blocks, inputs, uniforms, output);
      return;
    }
    this.drawInto(output);
    this.draw(program, inputs, uniforms, output);
  }

  /** Draws the rows of blocks into textures of their own, and from there into `output`. */
  private executeBlocks(
    program: GLProgram,
    blocks: Blocks,
    inputs: readonly Argument<GLMemory>[],
    uniforms: readonly number[],
    output: GLMemory,
  ): void {
    const { gl } = this;
    const size = sizeInBlocks(blocks, output.length);
    const length = size.width * size.height * 4;
    const rows: GLMemory[] = [];
    try {
      while (rows.length < rowsOfBlock) rows.push(this.makeTextureOf('float', length, size, null));
      gl.bindFramebuffer(gl.FRAMEBUFFER, this.frameOfBlocks);
      attachRows(gl, rows);
      this.draw(program, inputs, uniforms, rows[0] as GLMemory);
      gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
      const given = rows.map((memory) => ({ memory, offset: 0 }));
      const follower = program.follower as GLProgram;
      this.execute(follower, given, [blocks.rows, blocks.columns], output);
    } finally {
      for (const memory of rows) this.release(memory);
    }
  }

  /** Draws into what is attached, which has the size of `output`. */
  private draw(
    given: GLProgram,
    inputs: readonly Argument<GLMemory>[],
    uniforms: readonly number[],
    output: GLMemory,
  ): void {
    const { gl } = this;
    gl.useProgram(given.program);
    inputs.forEach(({ memory }, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, memory.texture);
    });
    this.setUniforms(given, inputs, uniforms, output);
    gl.viewport(0, 0, output.width, output.height);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  /** Sets what is not as it was: a kernel that runs again has mostly the same sizes. */
  private setUniforms(
    { source, locations, known }: GLProgram,
    inputs: readonly Argument<GLMemory>[],
    uniforms: readonly number[],
    output: GLMemory,
  ): void {
    const { gl } = this;
    let place = 0;
    const changes = (...numbers: readonly number[]): boolean => {
      let isNew = false;
      for (const number of numbers) {
        if (!Object.is(known[place], number)) isNew = true;
        known[place++] = number;
      }
      return isNew;
    };
    inputs.forEach(({ memory: { width, height }, offset }, unit) => {
      if (!changes(width, height, offset)) return;
      gl.uniform3i(locations.layouts[unit] ?? null, width, height, offset);
      gl.uniform1f(locations.rows[unit] ?? null, rowsPerFourTexels(width, height));
    });
    source.uniforms?.forEach(({ type }, position) => {
      const location = locations.uniforms[position] ?? null;
      const value = uniforms[position] as number;
      if (!changes(value)) return;
      if (type === 'Number') gl.uniform1f(location, value);
      else gl.uniform1i(location, value);
    });
    if (changes(output.width, output.length)) {
      gl.uniform1i(locations.outputWidth, output.width);
      gl.uniform1i(locations.outputLength, output.length);
    }
  }

  private drawInto({ texture }: GLMemory): void {
    const { gl } = this;
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  }

  async read(memory: GLMemory): Promise<TypedArray> {
    this.checkAlive();
    if (this.version === 'glsl300') await this.finished(this.gl as GL2);
    return this.readNow(memory);
  }

  /** Waits for the queue without keeping the page from drawing. */
  private async finished(gl: GL2): Promise<void> {
    const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (sync === null) return;
    gl.flush();
    while (gl.clientWaitSync(sync, 0, 0) === gl.TIMEOUT_EXPIRED) {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
    }
    gl.deleteSync(sync);
  }

  readNow(memory: GLMemory): TypedArray {
    this.checkAlive();
    const { gl } = this;
    const floats = new Float32Array(memory.width * memory.height * 4);
    this.drawInto(memory);
    gl.readPixels(0, 0, memory.width, memory.height, gl.RGBA, gl.FLOAT, floats);
    if (gl.isContextLost()) throw this.lost();
    return fromFloats(memory.kind, floats, memory.length);
  }

  checkAlive(): void {
    if (this.ended || this.gl.isContextLost()) throw this.lost();
  }

  private lost(): DeviceError {
    return new DeviceError(
      'the GPU context is lost, and tensors that were on it are gone; values read before are safe; ' +
        'make the device anew to go on',
    );
  }

  get pooledBytes(): number {
    return this.pool.bytes;
  }

  destroy(): void {
    if (this.ended) return;
    this.ended = true;
    this.pool.clear();
    this.end();
  }
}
