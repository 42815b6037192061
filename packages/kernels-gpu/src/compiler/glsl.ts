import { functionsOf } from './functions.ts';
import {
  inputAlongWays,
  mainOfBlocks,
  outputsOfBlocks,
  quotient,
  severalTargets,
} from './glsl-blocks.ts';
import type { ElementKind, KernelInput, KernelSource, KernelUniform } from './source.ts';

/** The vertex shader of every kernel: two triangles over the whole texture. */
export const vertexShaders = {
  glsl100: `attribute vec2 corner;
void main() { gl_Position = vec4(corner, 0.0, 1.0); }`,
  glsl300: `#version 300 es
in vec2 corner;
void main() { gl_Position = vec4(corner, 0.0, 1.0); }`,
} as const;

type Version = 'glsl100' | 'glsl300';

/** How many floats of a texture hold one element: integers need two, as a float counts to 2^24. */
export function floatsPerElement(kind: ElementKind): 1 | 2 {
  return kind === 'int' ? 2 : 1;
}

/** Texels of a row: the smallest MAX_TEXTURE_SIZE among devices that have float textures. */
export const rowLength = 4096;

// What fits into one row has a texture of one row, so that a constant tells row and column.
const fetches: { readonly [V in Version]: (name: string) => string } = {
  // Texture coordinates are in the middle of a texel, so that rounding does not miss it.
  glsl100: (name) => `  int row = texel / ${rowLength};
  vec2 middle = vec2(float(texel - row * ${rowLength}), float(row)) + 0.5;
  return texture2D(${name}_texture, middle / vec2(${name}_layout.xy));`,
  glsl300: (name) => `  int row = texel / ${rowLength};
  return texelFetch(${name}_texture, ivec2(texel - row * ${rowLength}, row), 0);`,
};

const channels: { readonly [V in Version]: string } = {
  glsl100: `float channelOf(vec4 values, int channel) {
  if (channel < 2) return channel == 0 ? values.x : values.y;
  return channel == 2 ? values.z : values.w;
}`,
  glsl300: 'float channelOf(vec4 values, int channel) { return values[channel]; }',
};

/** Elements of a texel: four floats, or two integers. */
function elementsPerTexel(kind: ElementKind): number {
  return 4 / floatsPerElement(kind);
}

/** Whether an input's texels are those of the result, so that each is fetched once. */
function isFetchedOnce({ aligned, kind }: KernelInput, { output, texel }: KernelSource): boolean {
  return (
    aligned === true && texel === undefined && elementsPerTexel(kind) === elementsPerTexel(output)
  );
}

/** The function that reads an element of an input. */
function inputFunction(input: KernelInput, source: KernelSource, version: Version): string {
  const { name, kind } = input;
  const perTexel = elementsPerTexel(kind);
  const value = {
    float: 'channelOf(values, part)',
    byte: 'int(channelOf(values, part))',
    int: 'part == 0 ? int(values.x) + int(values.y) * 65536 : int(values.z) + int(values.w) * 65536',
  }[kind];
  const type = kind === 'float' ? 'float' : 'int';
  const texelFunction = `uniform sampler2D ${name}_texture;
uniform ivec3 ${name}_layout;
vec4 ${name}_texel(int texel) {
${fetches[version](name)}
}`;
  if (isFetchedOnce(input, source)) {
    return `${texelFunction}
vec4 ${name}_values;
${type} ${name}(int i) {
  vec4 values = ${name}_values;
  int part = i - currentTexel * ${perTexel};
  return ${value};
}`;
  }
  return `${texelFunction}
${type} ${name}(int i) {
  int place = i + ${name}_layout.z;
  int texel = place / ${perTexel};
  vec4 values = ${name}_texel(texel);
  int part = place - texel * ${perTexel};
  return ${value};
}`;
}

function uniformFunction({ name, type }: KernelUniform): string {
  const glslType = type === 'Number' ? 'float' : 'int';
  return `uniform ${glslType} ${name}_value;
${glslType} ${name}() { return ${name}_value; }`;
}

const integerHalves = `vec2 halvesOf(int value) {
  int high = value / 65536;
  int low = value - high * 65536;
  return low < 0 ? vec2(float(low + 65536), float(high - 1)) : vec2(float(low), float(high));
}`;

function mainOfTexels(version: Version): string {
  return `void main() {
  int texel = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
  ${targets[version]} = texelOf(texel);
}`;
}

const targets = { glsl100: 'gl_FragColor', glsl300: 'result' } as const;

/** Fetches what is fetched once. */
function fetchesOf(source: KernelSource): string {
  return source.inputs
    .filter((input) => isFetchedOnce(input, source))
    .map(({ name, kind }) => {
      const first = `${name}_layout.z / ${elementsPerTexel(kind)}`;
      return `\n  ${name}_values = ${name}_texel(texel + ${first});`;
    })
    .join('');
}

function mainFunction(source: KernelSource, version: Version): string {
  const { output } = source;
  const target = targets[version];
  const begin = `void main() {
  int texel = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
  currentTexel = texel;${fetchesOf(source)}
  vec4 values = vec4(0.0);`;
  if (output === 'int') {
    return `${integerHalves}
${begin}
  int place = texel * 2;
  for (int part = 0; part < 2; part++) {
    if (place + part < outputLength) {
      vec2 halves = halvesOf(element(place + part));
      if (part == 0) values.xy = halves; else values.zw = halves;
    }
  }
  ${target} = values;
}`;
  }
  const value = output === 'float' ? 'element(place + part)' : 'float(element(place + part))';
  return `${begin}
  int place = texel * 4;
  for (int part = 0; part < 4; part++) {
    if (place + part < outputLength) {
      float value = ${value};
      if (part == 0) values.x = value;
      else if (part == 1) values.y = value;
      else if (part == 2) values.z = value;
      else values.w = value;
    }
  }
  ${target} = values;
}`;
}

/** What computes the result, and the function that it calls. */
function bodyOf(source: KernelSource, version: Version): string[] {
  const { texel, blocks, inputs } = source;
  if (blocks !== undefined) {
    const ways = inputs.map(({ name }) => inputAlongWays(name, version));
    return [quotient, ...ways, blocks.code, mainOfBlocks(inputs, version)];
  }
  if (texel !== undefined) return [texel, mainOfTexels(version)];
  return [functionsOf(source, version), mainFunction(source, version)];
}

/** The fragment shader of a kernel. */
export function fragmentShader(source: KernelSource, version: Version): string {
  return [
    ...(version === 'glsl300' ? ['#version 300 es'] : []),
    ...(version === 'glsl100' && source.blocks !== undefined ? [severalTargets] : []),
    'precision highp float;',
    'precision highp int;',
    'precision highp sampler2D;',
    'uniform vec2 specials;',
    'uniform int outputWidth;',
    'uniform int outputLength;',
    ...(version === 'glsl300'
      ? [source.blocks === undefined ? 'out vec4 result;' : outputsOfBlocks]
      : []),
    channels[version],
    'int currentTexel;',
    ...source.inputs.map((input) => inputFunction(input, source, version)),
    ...(source.uniforms ?? []).map(uniformFunction),
    ...bodyOf(source, version),
  ].join('\n');
}
